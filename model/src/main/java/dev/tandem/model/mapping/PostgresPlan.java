/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.mapping;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where an entity lies in PostgreSQL.
 *
 * @param partitioning how the table is split, if it is
 * @param metadata columns that hold no field, by name
 */
public record PostgresPlan(
    String schema, String table, Optional<Partitioning> partitioning, Map<String, Fact> metadata) {

  /** Copies the columns in their order. */
  public PostgresPlan {
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  /** A table that is not split and has no columns but the fields. */
  public PostgresPlan(String schema, String table) {
    this(schema, table, Optional.empty(), Map.of());
  }

  /** The same under another name. */
  PostgresPlan named(String name) {
    return new PostgresPlan(schema, name, partitioning, metadata);
  }

  /** {@code schema.table}, unquoted: for messages. */
  @Override
  public String toString() {
    return schema + '.' + table;
  }

  /** Ranges of a field that is a day or a time of one, each with a partition of its own. */
  public record Partitioning(String field, Period period) {}

  /** How long such a range is, in UTC. */
  public enum Period {
    /** A day. */
    DAY,
    /** A month. */
    MONTH,
    /** A year. */
    YEAR
  }

  /** What is known of the change that a row shows, besides its fields. */
  public enum Fact {
    /** When the source committed it; of a row that a snapshot read, when that was. */
    COMMITTED_AT,
    /** {@code read} by a snapshot, {@code create} or {@code update}. */
    OPERATION,
    /** When the transaction began that wrote the row at the target. */
    WRITTEN_AT
  }
}
