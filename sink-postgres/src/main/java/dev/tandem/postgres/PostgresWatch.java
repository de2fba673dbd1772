/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.postgres;

import dev.tandem.model.entity.EntityField;
import dev.tandem.model.entity.EntityRow;
import dev.tandem.model.entity.EntitySchema;
import dev.tandem.model.entity.Location;
import dev.tandem.model.mapping.PostgresPlan;
import dev.tandem.model.target.RowWatch;
import dev.tandem.model.type.Refused;
import dev.tandem.model.type.Value;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Keeps its session, and what it knows of the table, from look to look. */
final class PostgresWatch implements RowWatch {
  private static final int MOST_PLACES = 50;

  private final PostgresConnection settings;
  private final PostgresPlan plan;
  private final EntitySchema schema;
  private @Nullable Connection session;
  private Optional<String> condition = Optional.empty();

  PostgresWatch(PostgresConnection settings, PostgresPlan plan, EntitySchema schema) {
    this.settings = settings;
    this.plan = plan;
    this.schema = schema;
  }

  @Override
  public List<EntityRow> look(Collection<Location> places) {
    List<EntityRow> found = new ArrayList<>();
    List<Location> all = List.copyOf(places);
    try {
      Connection open = session();
      if (condition.isEmpty()) {
        condition = condition(open);
      }
      if (condition.isPresent()) {
        for (int from = 0; from < all.size(); from += MOST_PLACES) {
          List<Location> some = all.subList(from, Math.min(all.size(), from + MOST_PLACES));
          read(open, condition.get(), some, found);
        }
      }
      return found;
    } catch (SQLException e) {
      close();
      throw SqlErrors.unavailable(e, settings);
    }
  }

  /** Each statement by itself, so that no transaction keeps an old view of the table. */
  private Connection session() throws SQLException {
    Connection open = session;
    if (open == null) {
      open = settings.openReader();
      open.setAutoCommit(true);
      session = open;
    }
    return open;
  }

  /** That a row has a key, or empty while the table is not there. */
  private Optional<String> condition(Connection open) throws SQLException {
    Optional<Map<String, Catalog.ColumnInfo>> columns =
        Catalog.columns(open, plan.schema(), plan.table());
    return columns.map(
        known ->
            schema.key().stream()
                .map(
                    name ->
                        Sql.name(name)
                            + " = ?::text::"
                            + Optional.ofNullable(known.get(name))
                                .map(Catalog.ColumnInfo::base)
                                .orElse("text"))
                .collect(Collectors.joining(" AND ", "(", ")")));
  }

  private void read(Connection open, String ofKey, List<Location> places, List<EntityRow> found)
      throws SQLException {
    String sql =
        schema.fields().stream()
                .map(field -> ColumnReader.expression(field.type(), Sql.name(field.name())))
                .collect(Collectors.joining(", ", "SELECT ", " FROM " + Sql.table(plan)))
            + " WHERE "
            + String.join(" OR ", Collections.nCopies(places.size(), ofKey));
    try (PreparedStatement statement = open.prepareStatement(sql)) {
      int parameter = 0;
      for (Location place : places) {
        for (String name : schema.key()) {
          statement.setString(++parameter, ColumnText.of(place.value(name)));
        }
      }
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          found.add(row(row));
        }
      }
    }
  }

  private EntityRow row(ResultSet row) throws SQLException {
    Value[] values = new Value[schema.fields().size()];
    for (int i = 0; i < values.length; i++) {
      EntityField field = schema.fields().get(i);
      Value read = ColumnReader.read(field.type(), row, i + 1);
      try {
        values[i] = read.isNull() ? read : field.type().accept(read);
      } catch (Refused e) {
        values[i] = read; // it is for verification to say that it does not belong there
      }
    }
    return new EntityRow(schema, values);
  }

  @Override
  public void close() {
    Connection open = session;
    session = null;
    if (open != null) {
      try {
        open.close();
      } catch (SQLException e) {
        // It is gone already.
      }
    }
  }
}
