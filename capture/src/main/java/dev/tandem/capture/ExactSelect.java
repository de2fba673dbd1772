/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import io.debezium.snapshot.spi.SnapshotQuery;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a snapshot reads a table: as the settings say, which the connector's own list of statements
 * cannot for every table, since it parts names at commas and takes no blanks.
 */
public final class ExactSelect implements SnapshotQuery {
  /** The value of {@code snapshot.query.mode.custom.name}. */
  static final String NAME = "tandem";

  /** Before the quoted name of a table: the setting that holds its statement. */
  static final String OF_TABLE = "tandem.select.";

  private Map<String, ?> settings = Map.of();

  /** Called by the service loader. */
  public ExactSelect() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void configure(Map<String, ?> properties) {
    settings = properties;
  }

  @Override
  public Optional<String> snapshotQuery(String table, List<String> columns) {
    Object own = settings.get(OF_TABLE + table);
    return Optional.of(
        own == null ? "SELECT " + String.join(", ", columns) + " FROM " + table : own.toString());
  }
}
