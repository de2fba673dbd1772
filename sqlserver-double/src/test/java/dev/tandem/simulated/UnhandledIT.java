/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the double does not know it says, and remembers. */
class UnhandledIT {
  private static Map<String, Integer> unknown() {
    Map<String, Integer> unknown = new LinkedHashMap<>();
    unknown.put("CREATE TABLE t (id int)", 102);
    unknown.put("SELECT DISTINCT name FROM sys.databases", 102);
    unknown.put("SELECT SOUNDEX('a')", 195);
    unknown.put("EXEC sp_who", 2812);
    unknown.put("SELECT * FROM sys.dm_os_wait_stats", 208);
    unknown.put("SELECT name, COUNT(*) FROM sys.databases", 8120);
    unknown.put("SELECT 1 & '" + "x".repeat(100_000) + "'", 102);
    return unknown;
  }

  @Test
  void shouldBeToldAndNoted() throws SQLException {
    try (SqlServerDouble server = SqlServerDouble.start();
        Connection connection =
            DriverManager.getConnection(server.jdbcUrl(""), server.user(), server.password());
        Statement statement = connection.createStatement()) {
      unknown()
          .forEach(
              (sql, error) -> {
                SQLException failure =
                    catchThrowableOfType(SQLException.class, () -> statement.execute(sql));
                assertThat(failure.getErrorCode()).as(sql).isEqualTo(error);
                assertThat(failure.getMessage())
                    .contains(sql.substring(0, Math.min(sql.length(), 99)));
              });
      assertThat(server.unhandled()).containsExactlyElementsOf(unknown().keySet());
      try (ResultSet rows = statement.executeQuery("SELECT 1")) {
        assertThat(rows.next()).isTrue();
      }
    }
  }
}
