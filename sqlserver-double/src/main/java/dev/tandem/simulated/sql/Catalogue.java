/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.sql;

import dev.tandem.simulated.store.Database;
import dev.tandem.simulated.store.Table;
import dev.tandem.simulated.value.SqlServerError;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds what a name means. */
final class Catalogue {
  private static final int UNKNOWN_OBJECT = 208;

  private Catalogue() {}

  /** The rows of a table or view. */
  static Relation relation(Session session, List<String> name) {
    Database database = database(session, name);
    String object = name.get(name.size() - 1);
    return switch (schema(name).toLowerCase(Locale.ROOT)) {
      case "sys" ->
          SystemViews.find(database, object)
              .orElseThrow(() -> SqlServerError.notImitated(UNKNOWN_OBJECT, unknown(name)));
      case "cdc" ->
          ChangeViews.find(database, object)
              .orElseThrow(() -> new SqlServerError(UNKNOWN_OBJECT, unknown(name)));
      default -> new TableRelation(table(session, name), session.transaction());
    };
  }

  /** The rows of a function. */
  static Relation function(
      Session session, List<String> name, List<? extends @Nullable Object> arguments) {
    Optional<Relation> relation =
        schema(name).equalsIgnoreCase("cdc")
            ? ChangeViews.function(database(session, name), name.get(name.size() - 1), arguments)
            : Optional.empty();
    return relation.orElseThrow(() -> new SqlServerError(UNKNOWN_OBJECT, unknown(name)));
  }

  /**
   * A table that can be written.
   *
   * @throws SqlServerError 208 when there is none of this name
   */
  static Table table(Session session, List<String> name) {
    return database(session, name)
        .find(schema(name), name.get(name.size() - 1))
        .orElseThrow(() -> new SqlServerError(UNKNOWN_OBJECT, unknown(name)));
  }

  private static Database database(Session session, List<String> name) {
    String database = name.size() > 2 ? name.get(name.size() - 3) : "";
    return database.isEmpty() ? session.database() : session.instance().require(database);
  }

  private static String schema(List<String> name) {
    String schema = name.size() > 1 ? name.get(name.size() - 2) : "";
    return schema.isEmpty() ? "dbo" : schema;
  }

  private static String unknown(List<String> name) {
    return "Invalid object name '" + String.join(".", name) + "'.";
  }
}
