/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the targets hold, asked of them in their own words: nothing of the product takes part. */
final class TargetRows {
  private TargetRows() {}

  /** Rows by their id, columns as {@code ::text}. */
  static Map<Integer, Map<String, @Nullable String>> postgres(Connection session, TypeTable table)
      throws SQLException {
    String columns =
        table.columns().stream()
            .map(column -> column.name() + "::text")
            .collect(Collectors.joining(", "));
    Map<Integer, Map<String, @Nullable String>> rows = new HashMap<>();
    try (Statement statement = session.createStatement()) {
      statement.execute("SET TimeZone = 'UTC'");
      try (ResultSet found =
          statement.executeQuery(
              "SELECT id, " + columns + " FROM " + TypeTable.DOMAIN + "." + table.name())) {
        while (found.next()) {
          Map<String, @Nullable String> row = new HashMap<>();
          for (int i = 0; i < table.columns().size(); i++) {
            row.put(table.columns().get(i).name(), found.getString(i + 2));
          }
          if (rows.put(found.getInt(1), row) != null) {
            throw new AssertionError("two rows of one id in " + table.name());
          }
        }
      }
    }
    return rows;
  }

  /** The types of a table's columns as PostgreSQL spells them. */
  static Map<String, String> postgresTypes(Connection session, TypeTable table)
      throws SQLException {
    Map<String, String> types = new HashMap<>();
    try (Statement statement = session.createStatement();
        ResultSet found =
            statement.executeQuery(
                "SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute"
                    + " WHERE attnum > 0 AND attrelid = '"
                    + TypeTable.DOMAIN
                    + "."
                    + table.name()
                    + "'::regclass")) {
      while (found.next()) {
        types.put(found.getString(1), found.getString(2));
      }
    }
    return types;
  }

  /** Items by their id, attributes in DynamoDB's own JSON. */
  static Map<Integer, JsonNode> dynamo(URI endpoint, TypeTable table)
      throws IOException, InterruptedException {
    Map<Integer, JsonNode> items = new HashMap<>();
    for (JsonNode item : new DynamoApi(endpoint).items(table.name())) {
      JsonNode id = item.path(TypeTable.ID).path("N");
      if (!id.isMissingNode() && items.put(Integer.parseInt(id.asText()), item) != null) {
        throw new AssertionError("two items of one id in " + table.name());
      }
    }
    return items;
  }
}
