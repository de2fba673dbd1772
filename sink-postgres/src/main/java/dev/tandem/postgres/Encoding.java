/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * How a database writes texts. In any way but UTF8 lengths are bytes, or characters are missing.
 */
final class Encoding {
  private static final String WANTED = "UTF8";

  private Encoding() {}

  /**
   * What is wrong with that of the database, in one sentence without the remedy; empty if nothing.
   */
  static Optional<String> problem(Connection session) throws SQLException {
    try (Statement statement = session.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT current_setting('server_encoding'), current_database()")) {
      row.next();
      String found = row.getString(1);
      return found.equals(WANTED)
          ? Optional.empty()
          : Optional.of(
              "The database "
                  + row.getString(2)
                  + " has the encoding "
                  + found
                  + ", in which texts that fit would be refused.");
    }
  }
}
