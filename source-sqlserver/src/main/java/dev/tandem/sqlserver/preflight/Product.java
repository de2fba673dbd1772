/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver.preflight;

import java.sql.SQLException;
import java.util.Map;

/**
 * What a server says it is.
 *
 * @param version {@code 13.0.4001.0}
 * @param edition {@code Enterprise Edition (64-bit)}
 * @param engine the number of its kind of engine: 2 Standard, 3 Enterprise, 4 Express, 5 Azure SQL
 *     Database, 8 Azure SQL Managed Instance
 * @see <a
 *     href="https://learn.microsoft.com/en-us/sql/t-sql/functions/serverproperty-transact-sql">SERVERPROPERTY</a>
 */
record Product(String version, String edition, int engine) {
  private static final String QUESTION =
      "SELECT CAST(SERVERPROPERTY('ProductVersion') AS nvarchar(128)) AS version,"
          + " CAST(SERVERPROPERTY('Edition') AS nvarchar(128)) AS edition,"
          + " CAST(SERVERPROPERTY('EngineEdition') AS int) AS engine";

  private static final int STANDARD = 2;
  private static final int ENTERPRISE = 3;
  private static final int MANAGED_INSTANCE = 8;

  /** Of 2016 SP1, the first whose Standard edition captures changes. */
  private static final long LEAST = 13_000_004_001L;

  static Product of(Server server) throws SQLException {
    Map<String, String> row = server.row("master", QUESTION);
    return new Product(
        row.getOrDefault("version", ""),
        row.getOrDefault("edition", ""),
        (int) number(row.getOrDefault("engine", "")));
  }

  /** Whether its changes can be captured; a managed instance gives itself a version of its own. */
  boolean captures() {
    return switch (engine) {
      case STANDARD, ENTERPRISE -> isAtLeastSp1() && !edition.startsWith("Web");
      case MANAGED_INSTANCE -> true;
      default -> false;
    };
  }

  private boolean isAtLeastSp1() {
    String[] parts = version.split("\\.", -1);
    return parts.length >= 3
        && number(parts[0]) * 1_000_000_000 + number(parts[1]) * 1_000_000 + number(parts[2])
            >= LEAST;
  }

  private static long number(String digits) {
    return digits.matches("\\d{1,6}") ? Long.parseLong(digits) : 0;
  }

  /** {@code SQL Server 13.0.4001.0, Enterprise Edition (64-bit)}. */
  @Override
  public String toString() {
    return "SQL Server " + version + ", " + edition;
  }
}
