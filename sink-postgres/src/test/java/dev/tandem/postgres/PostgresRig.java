/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.local.LocalPostgres;
import dev.tandem.model.entity.EntityRow;
import dev.tandem.model.target.TargetReader;
import dev.tandem.model.target.TargetWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A PostgreSQL of the test's own, and sinks that write to it. */
final class PostgresRig implements AutoCloseable {
  final LocalPostgres server;
  private int sinks;

  PostgresRig(Path folder) {
    server = LocalPostgres.start(folder);
  }

  PostgresTarget target(Changes changes) {
    return target(changes, true);
  }

  PostgresTarget target(Changes changes, boolean create) {
    PostgresTarget target =
        new PostgresTarget(
            new PostgresConnection(server.jdbcUrl(), server.user(), server.password()),
            changes.plan,
            create);
    target.prepare();
    return target;
  }

  TargetWriter writer(Changes changes) {
    return writer(changes, "sink" + sinks++);
  }

  TargetWriter writer(Changes changes, String sink) {
    return target(changes).writer(sink, "this test", Duration.ofDays(1));
  }

  /** Writes what was changed since the last batch, by a sink of its own. */
  void write(Changes changes) {
    try (TargetWriter writer = writer(changes)) {
      writer.claim(List.of(Changes.LANE));
      writer.write(changes.batch());
    }
  }

  List<EntityRow> rows(Changes changes) {
    List<EntityRow> rows = new ArrayList<>();
    try (TargetReader reader = target(changes).reader(changes.entity())) {
      reader.scan(
          changes.schema,
          stored -> {
            assertThat(stored.flaws()).isEmpty();
            rows.add(stored.row());
          });
    }
    return rows;
  }

  /** Makes a table of the schema {@code domain} before any sink does. */
  void makeByHand(String sql) {
    sql("CREATE SCHEMA IF NOT EXISTS domain");
    sql(sql);
  }

  String sql(String sql) {
    try (Connection session =
            DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
        Statement statement = session.createStatement()) {
      if (!statement.execute(sql)) {
        return "";
      }
      try (ResultSet row = statement.getResultSet()) {
        return row.next() ? String.valueOf(row.getString(1)) : "";
      }
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
