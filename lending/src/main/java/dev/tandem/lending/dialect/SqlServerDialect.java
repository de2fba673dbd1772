/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending.dialect;

import com.microsoft.sqlserver.jdbc.SQLServerDriver;
import dev.tandem.lending.table.Column;
import dev.tandem.lending.table.Table;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * SQL Server 2016 and later.
 *
 * @see <a href="https://learn.microsoft.com/en-us/sql/t-sql/language-reference">Transact-SQL</a>
 */
final class SqlServerDialect implements Dialect {
  private static final int CONNECT_SECONDS = 10;
  private static final int LOGIN_FAILED = 18456;
  private static final int CANNOT_OPEN_DATABASE = 4060;

  private static final int MOST_DIGITS = 38;
  private static final int SCALE_OF_MOST = 18;
  private static final BigDecimal TOO_LARGE = BigDecimal.TEN.pow(MOST_DIGITS - SCALE_OF_MOST);

  @Override
  public Connection open(String host, int port, String user, String password, String database)
      throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("serverName", host);
    properties.setProperty("portNumber", Integer.toString(port));
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("databaseName", database);
    properties.setProperty("encrypt", "false"); // a sample on this machine has no certificate
    properties.setProperty("loginTimeout", Integer.toString(CONNECT_SECONDS));
    Connection connection = new SQLServerDriver().connect("jdbc:sqlserver://", properties);
    if (connection == null) {
      throw new IllegalStateException("the driver does not know its own URL");
    }
    try (Statement settings = connection.createStatement()) {
      settings.execute("SET LOCK_TIMEOUT 5000");
    }
    return connection;
  }

  @Override
  public boolean isUnreachable(SQLException failure) {
    return String.valueOf(failure.getSQLState()).startsWith("08")
        || failure.getErrorCode() == LOGIN_FAILED
        || failure.getErrorCode() == CANNOT_OPEN_DATABASE;
  }

  @Override
  public String asText(String column) {
    return "CAST(" + column + " AS nvarchar(100))";
  }

  @Override
  public String oneRow(String query, int skipped) {
    return query + " OFFSET " + skipped + " ROWS FETCH NEXT 1 ROWS ONLY";
  }

  /** HOLDLOCK locks the gap where the row would be, too. */
  @Override
  public String locking(String columns, String table, String condition) {
    return "SELECT " + columns + " FROM " + table + " WITH (UPDLOCK, HOLDLOCK) WHERE " + condition;
  }

  @Override
  public String updateSeveral(Table table, String assignments, String condition, int rows) {
    return "UPDATE TOP ("
        + rows
        + ") "
        + table.name()
        + " SET "
        + assignments
        + " WHERE "
        + condition;
  }

  @Override
  public String deleteSeveral(Table table, String condition, int rows) {
    return "DELETE TOP (" + rows + ") FROM " + table.name() + " WHERE " + condition;
  }

  /** The stand-in has no foreign keys, and of a real server's cascades its log tells. */
  @Override
  public boolean cascades(Table table) {
    return false;
  }

  /**
   * A column that may be NULL is sent as text whatever is in it: a type that differed from row to
   * row would part a batch into as many requests.
   */
  @Override
  public void bindRow(PreparedStatement insert, Table table, List<? extends @Nullable Object> row)
      throws SQLException {
    for (int i = 0; i < row.size(); i++) {
      Column column = table.columns().get(i);
      Object value = row.get(i);
      if (value == null) {
        insert.setNull(i + 1, column.values().bytes() ? Types.VARBINARY : Types.NVARCHAR);
      } else if (column.values().nullable() && !column.values().bytes()) {
        insert.setNString(i + 1, text(value));
      } else {
        bind(insert, i + 1, value);
      }
    }
  }

  private static String text(Object value) {
    return value instanceof BigDecimal decimal ? fit(decimal).toPlainString() : value.toString();
  }

  @Override
  public void bind(PreparedStatement statement, int parameter, Object value) throws SQLException {
    statement.setObject(parameter, value instanceof BigDecimal decimal ? fit(decimal) : value);
  }

  /** A decimal has no more than 38 digits here: of more, the ones around the point stay. */
  private static BigDecimal fit(BigDecimal value) {
    return value.precision() > MOST_DIGITS
        ? value.remainder(TOO_LARGE).setScale(SCALE_OF_MOST, RoundingMode.DOWN)
        : value;
  }

  @Override
  public Set<Integer> conflicts() {
    return Set.of(1205, 1222); // deadlock, lock timeout
  }

  @Override
  public Set<Integer> constraints() {
    return Set.of(547, 2601, 2627); // reference or check, unique index, unique constraint or key
  }
}
