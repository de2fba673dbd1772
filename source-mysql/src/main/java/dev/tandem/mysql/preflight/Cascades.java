/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.mysql.preflight;

import dev.tandem.model.source.TableId;
import dev.tandem.mysql.MySqlCode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Foreign keys by which MySQL changes rows of a table itself: no log shows these changes. */
final class Cascades {
  private static final String RULES =
      "SELECT CONSTRAINT_NAME AS name, UNIQUE_CONSTRAINT_SCHEMA AS parent_database,"
          + " REFERENCED_TABLE_NAME AS parent, DELETE_RULE AS on_delete, UPDATE_RULE AS on_update"
          + " FROM information_schema.REFERENTIAL_CONSTRAINTS"
          + " WHERE CONSTRAINT_SCHEMA = ? AND TABLE_NAME = ? ORDER BY 1";

  private Cascades() {}

  /** Those of a table towards its parents. */
  static List<Suspicion> of(Connection connection, TableId child) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(RULES)) {
      statement.setString(1, child.database());
      statement.setString(2, child.table());
      List<Suspicion> risks = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          String actions = actions(rows.getString("on_delete"), rows.getString("on_update"));
          if (!actions.isEmpty()) {
            TableId parent =
                TableId.of(rows.getString("parent_database"), rows.getString("parent"));
            risks.add(risk(rows.getString("name"), child, parent, actions));
          }
        }
      }
      return risks;
    }
  }

  private static String actions(String onDelete, String onUpdate) {
    List<String> actions = new ArrayList<>();
    if (changesRows(onDelete)) {
      actions.add("ON DELETE " + onDelete);
    }
    if (changesRows(onUpdate)) {
      actions.add("ON UPDATE " + onUpdate);
    }
    return String.join(" and ", actions);
  }

  private static boolean changesRows(String rule) {
    return switch (rule) {
      case "CASCADE", "SET NULL", "SET DEFAULT" -> true;
      default -> false;
    };
  }

  private static Suspicion risk(String constraint, TableId child, TableId parent, String actions) {
    return Suspicion.declared(
        MySqlCode.CASCADE,
        "",
        "foreign key "
            + constraint
            + " is "
            + actions
            + ": with a row of "
            + parent
            + " MySQL deletes or changes its rows of "
            + child
            + " by itself and writes nothing of it to the log. These changes are not captured.",
        "Make the constraint RESTRICT and let the application delete or change the children"
            + " first; until then './tandem verify' finds the rows.");
  }
}
