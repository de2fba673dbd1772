/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.postgres;

import dev.tandem.model.entity.EntityField;
import dev.tandem.model.entity.EntityRow;
import dev.tandem.model.entity.EntitySchema;
import dev.tandem.model.entity.Location;
import dev.tandem.model.mapping.PostgresPlan;
import dev.tandem.model.target.StoredRow;
import dev.tandem.model.target.TargetReader;
import dev.tandem.model.type.Refused;
import dev.tandem.model.type.Type;
import dev.tandem.model.type.Value;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Reads an entity's rows back, a cursor at a time. */
final class PostgresReader implements TargetReader {
  private static final int ROWS_PER_FETCH = 2_000;

  private final PostgresConnection settings;
  private final PostgresPlan plan;

  PostgresReader(PostgresConnection settings, PostgresPlan plan) {
    this.settings = settings;
    this.plan = plan;
  }

  @Override
  public void scan(EntitySchema schema, Consumer<StoredRow> rows) {
    inSession(
        session -> {
          if (hasTable(session)) {
            read(session, select(schema), List.of(), schema, rows);
          }
        });
  }

  @Override
  public List<StoredRow> find(EntitySchema schema, Collection<Location> places) {
    List<StoredRow> found = new ArrayList<>();
    inSession(
        session -> {
          if (hasTable(session)) {
            String sql = select(schema) + " WHERE " + keyCondition(schema, session);
            for (Location place : places) {
              List<Value> key = schema.key().stream().map(place::value).toList();
              read(session, sql, key, schema, found::add);
            }
          }
        });
    return found;
  }

  private boolean hasTable(Connection session) throws SQLException {
    return Catalog.columns(session, plan.schema(), plan.table()).isPresent();
  }

  private String select(EntitySchema schema) {
    return schema.fields().stream()
        .map(field -> ColumnReader.expression(field.type(), Sql.name(field.name())))
        .collect(Collectors.joining(", ", "SELECT ", " FROM " + Sql.table(plan)));
  }

  private String keyCondition(EntitySchema schema, Connection session) throws SQLException {
    Map<String, Catalog.ColumnInfo> columns =
        Catalog.columns(session, plan.schema(), plan.table()).orElseThrow();
    return schema.key().stream()
        .map(
            name ->
                Sql.name(name)
                    + " = ?::text::"
                    + Optional.ofNullable(columns.get(name))
                        .map(Catalog.ColumnInfo::base)
                        .orElse("text"))
        .collect(Collectors.joining(" AND "));
  }

  private static void read(
      Connection session,
      String sql,
      List<Value> key,
      EntitySchema schema,
      Consumer<StoredRow> rows)
      throws SQLException {
    try (PreparedStatement statement = session.prepareStatement(sql)) {
      statement.setFetchSize(ROWS_PER_FETCH);
      for (int i = 0; i < key.size(); i++) {
        statement.setString(i + 1, ColumnText.of(key.get(i)));
      }
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          rows.accept(stored(schema, row));
        }
      }
    }
  }

  private static StoredRow stored(EntitySchema schema, ResultSet row) throws SQLException {
    Value[] values = new Value[schema.fields().size()];
    List<StoredRow.Flaw> flaws = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      EntityField field = schema.fields().get(i);
      values[i] = value(field, row, i + 1, flaws);
    }
    return new StoredRow(new EntityRow(schema, values), flaws);
  }

  private static Value value(
      EntityField field, ResultSet row, int column, List<StoredRow.Flaw> flaws)
      throws SQLException {
    Type type = field.type();
    Value read = ColumnReader.read(type, row, column);
    if (read.isNull()) {
      return read;
    }
    try {
      return type.accept(read);
    } catch (Refused e) {
      flaws.add(new StoredRow.Flaw(field.name(), type.toString(), row.getString(column)));
      return read;
    }
  }

  /** PostgreSQL drops nothing by itself. */
  @Override
  public boolean mayHaveExpired(EntityRow row) {
    return false;
  }

  private void inSession(Work work) {
    try (Connection session = settings.openReader()) {
      work.run(session);
      session.rollback();
    } catch (SQLException e) {
      throw SqlErrors.unavailable(e, settings);
    }
  }

  @Override
  public void close() {}

  private interface Work {
    void run(Connection session) throws SQLException;
  }
}
