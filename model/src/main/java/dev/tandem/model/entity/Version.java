/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.entity;

/**
 * Where a change stood in its raw topic (design decision D4): generation, raw offset and mapping
 * revision in one positive {@code long}, so that a greater number is always the newer state of a
 * key.
 *
 * @param value 15 bits of generation, 40 of offset, 8 of revision, from the highest bit down
 */
public record Version(long value) implements Comparable<Version> {
  /** What every target calls it: a column of PostgreSQL, an attribute of DynamoDB. */
  public static final String NAME = "_version";

  /** The highest generation: how often raw topics may be re-created. */
  public static final int MAX_GENERATION = (1 << 15) - 1;

  /** The highest offset that a version can hold. */
  public static final long MAX_OFFSET = (1L << 40) - 1;

  /** The highest mapping revision. */
  public static final int MAX_REVISION = (1 << 8) - 1;

  private static final int REVISION_BITS = 8;
  private static final int OFFSET_BITS = 40;

  /**
   * The version of a change.
   *
   * @throws IllegalArgumentException when a part does not fit: versions must never wrap around
   */
  public static Version of(int generation, long offset, int revision) {
    if (generation < 0
        || generation > MAX_GENERATION
        || offset < 0
        || offset > MAX_OFFSET
        || revision < 0
        || revision > MAX_REVISION) {
      throw new IllegalArgumentException(
          "no version for generation "
              + generation
              + ", offset "
              + offset
              + ", revision "
              + revision);
    }
    return new Version(
        (long) generation << (OFFSET_BITS + REVISION_BITS) | offset << REVISION_BITS | revision);
  }

  /** How often the raw topics had been re-created. */
  public int generation() {
    return (int) (value >>> (OFFSET_BITS + REVISION_BITS));
  }

  /** The change's offset in its raw partition. */
  public long offset() {
    return value >>> REVISION_BITS & MAX_OFFSET;
  }

  /** The revision of the mapping that made it. */
  public int revision() {
    return (int) value & MAX_REVISION;
  }

  @Override
  public int compareTo(Version other) {
    return Long.compare(value, other.value);
  }
}
