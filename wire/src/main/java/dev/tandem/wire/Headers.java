/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire;

/** Record headers of raw and entity topics. */
public final class Headers {
  /** The id of the schema that a record is to be read with. */
  public static final String SCHEMA = "tandem.schema";

  /** On raw records: how often the raw topics had been re-created, as decimal digits. */
  public static final String GENERATION = "tandem.generation";

  /** On rows that a snapshot read when nothing had been published of them before. */
  public static final String FIRST = "tandem.first";

  /** On records without values that would have made them larger than Kafka takes. */
  public static final String CUT = "tandem.cut";

  /** On records that somebody's request brought about: its id, and the row's number in it. */
  public static final String REQUEST = "tandem.request";

  /**
   * On the deletion of a row that was given another key: that key, as the row's next record has it.
   */
  public static final String MOVED = "tandem.moved";

  /**
   * On records of entities that are made of several tables: the record's own offset is part of its
   * version, which leaves it out. Its value is the {@link RawPlace} of the row of the entity's own
   * table.
   */
  public static final String JOINED = "tandem.joined";

  private Headers() {}
}
