/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending.dialect;

import dev.tandem.lending.table.Column;
import dev.tandem.lending.table.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** MySQL 8. */
final class MySqlDialect implements Dialect {
  private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "[::1]");
  private static final int CONNECT_MILLIS = 10_000;
  private static final Set<String> CASCADING = Set.of("LoanStatusHistory"); // as lending.sql has it

  private static final String SESSION =
      String.join(
          ",",
          "time_zone='+00:00'",
          "sql_mode='STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO'",
          "transaction_isolation='REPEATABLE-READ'",
          "innodb_lock_wait_timeout=5");

  @Override
  public Connection open(String host, int port, String user, String password, String database)
      throws SQLException {
    String url = "jdbc:mysql://" + host + ':' + port + '/' + database;
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("sslMode", "PREFERRED");
    properties.setProperty(
        "allowPublicKeyRetrieval", Boolean.toString(THIS_MACHINE.contains(host)));
    properties.setProperty("characterEncoding", "UTF-8");
    properties.setProperty("connectionTimeZone", "UTC");
    properties.setProperty("sessionVariables", SESSION);
    properties.setProperty("rewriteBatchedStatements", "true");
    properties.setProperty("useAffectedRows", "true"); // an update that changes nothing counts 0
    properties.setProperty("cachePrepStmts", "true");
    properties.setProperty("connectTimeout", Integer.toString(CONNECT_MILLIS));
    Connection connection = new com.mysql.cj.jdbc.Driver().connect(url, properties);
    if (connection == null) {
      throw new IllegalStateException("the driver does not know its own URL");
    }
    return connection;
  }

  @Override
  public boolean isUnreachable(SQLException failure) {
    String state = String.valueOf(failure.getSQLState());
    return state.startsWith("08") || state.startsWith("28");
  }

  @Override
  public String asText(String column) {
    return "CAST(" + column + " AS CHAR)";
  }

  @Override
  public String oneRow(String query, int skipped) {
    return query + " LIMIT " + skipped + ", 1";
  }

  @Override
  public String locking(String columns, String table, String condition) {
    return "SELECT " + columns + " FROM " + table + " WHERE " + condition + " FOR UPDATE";
  }

  @Override
  public String updateSeveral(Table table, String assignments, String condition, int rows) {
    return "UPDATE " + table.name() + " SET " + assignments + first(table, condition, rows);
  }

  @Override
  public String deleteSeveral(Table table, String condition, int rows) {
    return "DELETE FROM " + table.name() + first(table, condition, rows);
  }

  private static String first(Table table, String condition, int rows) {
    List<String> key = table.key().stream().map(Column::name).toList();
    return " WHERE " + condition + " ORDER BY " + String.join(", ", key) + " LIMIT " + rows;
  }

  @Override
  public boolean cascades(Table table) {
    return CASCADING.contains(table.name());
  }

  @Override
  public void bindRow(PreparedStatement insert, Table table, List<? extends @Nullable Object> row)
      throws SQLException {
    for (int i = 0; i < row.size(); i++) {
      insert.setObject(i + 1, row.get(i));
    }
  }

  @Override
  public void bind(PreparedStatement statement, int parameter, Object value) throws SQLException {
    statement.setObject(parameter, value);
  }

  @Override
  public Set<Integer> conflicts() {
    return Set.of(1205, 1213); // lock wait timeout, deadlock
  }

  @Override
  public Set<Integer> constraints() {
    return Set.of(1062, 1451, 1452); // duplicate, referred to, without a parent
  }
}
