/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire.report;

/**
 * What a process keeps on disk of the tables of an entity.
 *
 * @param name of what it is kept for, such as the entity
 * @param rows of all stores, as RocksDB estimates them
 * @param bytes in files and in memory outside the heap
 * @param restored records read back so far of those that are to be read before the work goes on
 * @param toRestore all of those; 0 when nothing is being restored
 * @param restoreMillis how long that takes by now, or has taken the last time
 */
public record StateReport(
    String name, long rows, long bytes, long restored, long toRestore, long restoreMillis) {}
