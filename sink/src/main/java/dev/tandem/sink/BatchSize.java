/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sink;

/**
 * How much is held in memory and written together. A batch is what has gathered while the one
 * before was written, so under little load it is small at any limit.
 *
 * @param records a number of records
 * @param bytes the size of their values as Kafka holds them
 */
public record BatchSize(int records, long bytes) {
  static final BatchSize NONE = new BatchSize(0, 0);

  /** Whether this is as much as the limit permits, in either respect. */
  boolean reaches(BatchSize limit) {
    return records >= limit.records || bytes >= limit.bytes;
  }

  BatchSize plus(BatchSize other) {
    return new BatchSize(records + other.records, bytes + other.bytes);
  }

  BatchSize minus(BatchSize other) {
    return new BatchSize(records - other.records, bytes - other.bytes);
  }
}
