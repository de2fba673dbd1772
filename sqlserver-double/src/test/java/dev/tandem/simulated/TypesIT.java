/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.temporal.Temporal;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each type through the driver, there and back. */
class TypesIT {
  @RegisterExtension final FreshDouble fresh = new FreshDouble();

  /** A type, a value as SQL writes it, and as Java has it. */
  static Stream<Arguments> values() {
    return Stream.of(
            numbers(),
            times(),
            texts(),
            Stream.of(
                arguments("binary(4)", "0x0102", bytes(1, 2, 0, 0)),
                arguments("varbinary(4)", "0x", bytes()),
                arguments("varbinary(4)", "0xFF00FE7F", bytes(255, 0, 254, 127)),
                arguments("varbinary(8000)", "0x01", bytes(1)),
                arguments("varbinary(max)", "0x", bytes()),
                arguments("varbinary(max)", "0x00FF", bytes(0, 255)),
                arguments("image", "0x00FF", bytes(0, 255)),
                arguments("image", "0x", bytes())))
        .flatMap(each -> each);
  }

  private static Stream<Arguments> numbers() {
    return Stream.of(
        arguments("bit", "0", false),
        arguments("bit", "1", true),
        arguments("tinyint", "0", (short) 0),
        arguments("tinyint", "255", (short) 255),
        arguments("smallint", "-32768", Short.MIN_VALUE),
        arguments("smallint", "32767", Short.MAX_VALUE),
        arguments("int", "-2147483648", Integer.MIN_VALUE),
        arguments("int", "2147483647", Integer.MAX_VALUE),
        arguments("bigint", "-9223372036854775808", Long.MIN_VALUE),
        arguments("bigint", "9223372036854775807", Long.MAX_VALUE),
        arguments("real", "-3.4028235E38", -Float.MAX_VALUE),
        arguments("real", "0.1", 0.1f),
        arguments("float", "1.7976931348623157E308", Double.MAX_VALUE),
        arguments("float", "-0.1", -0.1),
        arguments("smallmoney", "-214748.3648", new BigDecimal("-214748.3648")),
        arguments("smallmoney", "214748.3647", new BigDecimal("214748.3647")),
        arguments("money", "-922337203685477.5808", new BigDecimal("-922337203685477.5808")),
        arguments("money", "922337203685477.5807", new BigDecimal("922337203685477.5807")),
        arguments("money", "0.0001", new BigDecimal("0.0001")),
        arguments("decimal(5,2)", "-999.99", new BigDecimal("-999.99")),
        arguments("decimal(18,0)", "0", BigDecimal.ZERO),
        arguments(
            "decimal(38,0)",
            "99999999999999999999999999999999999999",
            new BigDecimal("99999999999999999999999999999999999999")),
        arguments(
            "numeric(38,38)",
            "-0.99999999999999999999999999999999999999",
            new BigDecimal("-0.99999999999999999999999999999999999999")),
        arguments("numeric(20,10)", "1.5", new BigDecimal("1.5000000000")));
  }

  private static Stream<Arguments> times() {
    return Stream.of(
        arguments("date", "'0001-01-01'", LocalDate.of(1, 1, 1)),
        arguments("date", "'9999-12-31'", LocalDate.of(9999, 12, 31)),
        arguments("time(0)", "'23:59:59'", LocalTime.of(23, 59, 59)),
        arguments("time(3)", "'12:34:56.789'", LocalTime.parse("12:34:56.789")),
        arguments("time(7)", "'23:59:59.9999999'", LocalTime.parse("23:59:59.999999900")),
        arguments("smalldatetime", "'1900-01-01'", LocalDateTime.parse("1900-01-01T00:00")),
        arguments("smalldatetime", "'2079-06-06 23:59'", LocalDateTime.parse("2079-06-06T23:59")),
        arguments("datetime", "'1753-01-01'", LocalDateTime.parse("1753-01-01T00:00")),
        arguments(
            "datetime",
            "'9999-12-31 23:59:59.997'",
            LocalDateTime.parse("9999-12-31T23:59:59.997")),
        arguments(
            "datetime",
            "'2024-02-29T12:34:56.003'",
            LocalDateTime.parse("2024-02-29T12:34:56.003")),
        arguments("datetime2(0)", "'0001-01-01'", LocalDateTime.parse("0001-01-01T00:00")),
        arguments(
            "datetime2(4)",
            "'1969-12-31 23:59:59.9999'",
            LocalDateTime.parse("1969-12-31T23:59:59.9999")),
        arguments(
            "datetime2(7)",
            "'9999-12-31 23:59:59.9999999'",
            LocalDateTime.parse("9999-12-31T23:59:59.999999900")),
        arguments(
            "datetimeoffset(7)",
            "'2024-03-31 02:30:00.1234567 +05:30'",
            OffsetDateTime.parse("2024-03-31T02:30:00.1234567+05:30")),
        arguments(
            "datetimeoffset(0)",
            "'2024-03-31 02:30:00 -14:00'",
            OffsetDateTime.parse("2024-03-31T02:30:00-14:00")));
  }

  private static Stream<Arguments> texts() {
    return Stream.of(
        arguments(
            "uniqueidentifier",
            "'0e984725-c51c-4bf4-9960-e1c80e27aba0'",
            "0E984725-C51C-4BF4-9960-E1C80E27ABA0"),
        arguments("char(5)", "'ab'", "ab   "),
        arguments("varchar(5)", "'ab '", "ab "),
        arguments("varchar(5)", "''", ""),
        arguments("varchar(5)", "N'Zoë€'", "Zoë€"),
        arguments("varchar(8000)", "'" + "x".repeat(8_000) + "'", "x".repeat(8_000)),
        arguments("varchar(max)", "'it''s'", "it's"),
        arguments("varchar(max)", "''", ""),
        arguments("nchar(3)", "N'🚲'", "🚲 "),
        arguments("nvarchar(20)", "N'日本語 🚲'", "日本語 🚲"),
        arguments("nvarchar(4000)", "N'" + "ü".repeat(4_000) + "'", "ü".repeat(4_000)),
        arguments("nvarchar(max)", "N'" + "ü".repeat(100_000) + "'", "ü".repeat(100_000)),
        arguments("sysname", "N'dbo'", "dbo"),
        arguments("xml", "N'<a b=\"1\">ü</a>'", "<a b=\"1\">ü</a>"),
        arguments("text", "'Zoë'", "Zoë"),
        arguments("ntext", "N'日本語'", "日本語"));
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  @ParameterizedTest
  @MethodSource("values")
  void shouldComeBackAsTheyWere(String type, String literal, Object value) throws SQLException {
    // Given
    fresh.db().table("t").column("id", "int").column("v", type).pk("id").create();

    // When
    try (Connection connection = fresh.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("INSERT INTO t (id, v) VALUES (1, " + literal + ")");
      insert(connection, 2, value);
      fresh.db().insert("t", 3, value);
      statement.execute("INSERT INTO t VALUES (4, NULL)");

      // Then
      for (int id = 1; id <= 3; id++) {
        assertThat(read(statement, id, value)).as("row %d", id).isEqualTo(value);
      }
      assertThat(read(statement, 4, value)).isNull();
      assertThat(read(connection, value)).isEqualTo(value);
    }
  }

  private static void insert(Connection connection, int id, Object value) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement("INSERT INTO t VALUES (?, ?)")) {
      insert.setInt(1, id);
      insert.setObject(2, value);
      assertThat(insert.executeUpdate()).isEqualTo(1);
    }
  }

  private static @Nullable Object read(Statement statement, int id, Object like)
      throws SQLException {
    try (ResultSet rows = statement.executeQuery("SELECT v FROM t WHERE id = " + id)) {
      assertThat(rows.next()).isTrue();
      return value(rows, like);
    }
  }

  /** The same through a prepared statement, which is answered in another way. */
  private static @Nullable Object read(Connection connection, Object like) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT v FROM [testDB].dbo.[t] WHERE id = ?")) {
      select.setInt(1, 2);
      try (ResultSet rows = select.executeQuery()) {
        assertThat(rows.next()).isTrue();
        return value(rows, like);
      }
    }
  }

  private static @Nullable Object value(ResultSet rows, Object like) throws SQLException {
    return like instanceof Temporal ? rows.getObject(1, like.getClass()) : rows.getObject(1);
  }

  /** What a server refuses, rounds or cuts. */
  static Stream<Arguments> limits() {
    return Stream.of(
        arguments("tinyint", "256", 8115),
        arguments("tinyint", "-1", 8115),
        arguments("smallint", "32768", 8115),
        arguments("int", "2147483648", 8115),
        arguments("bigint", "9223372036854775808", 8115),
        arguments("decimal(5,2)", "1000", 8115),
        arguments("smallmoney", "214748.3648", 8115),
        arguments("varchar(2)", "'abc'", 2628),
        arguments("nchar(2)", "'abc'", 2628),
        arguments("binary(1)", "0x0102", 2628),
        arguments("date", "'2023-02-29'", 241),
        arguments("datetime", "'1752-12-31'", 242),
        arguments("int", "'twelve'", 245),
        arguments("uniqueidentifier", "'none'", 8169));
  }

  @ParameterizedTest
  @MethodSource("limits")
  void shouldRefuseWhatDoesNotFit(String type, String literal, int error) throws SQLException {
    // Given
    fresh.db().table("t").column("v", type).create();

    // When
    try (Connection connection = fresh.connect();
        Statement statement = connection.createStatement()) {
      String insert = "INSERT INTO t VALUES (" + literal + ")";

      // Then
      assertThat(
              catchThrowableOfType(SQLException.class, () -> statement.execute(insert))
                  .getErrorCode())
          .isEqualTo(error);
      assertThat(fresh.db().rows("t")).isEmpty();
    }
  }

  @Test
  void shouldRoundAsTheServerDoes() throws SQLException {
    // Given
    fresh
        .db()
        .table("t")
        .column("a", "decimal(5,1)")
        .column("b", "datetime")
        .column("c", "datetime2(0)")
        .column("d", "smalldatetime")
        .column("e", "varchar(5)")
        .column("version", "rowversion")
        .create();

    // When
    fresh
        .db()
        .insert(
            "t",
            "1.25",
            "2024-01-01 00:00:00.005",
            "2024-01-01 23:59:59.5",
            "2024-01-01 12:00:30",
            "日ë");

    // Then
    try (Connection connection = fresh.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT * FROM t")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getBigDecimal("a")).isEqualTo(new BigDecimal("1.3"));
      assertThat(rows.getObject("b", LocalDateTime.class))
          .isEqualTo(LocalDateTime.parse("2024-01-01T00:00:00.007"));
      assertThat(rows.getObject("c", LocalDateTime.class))
          .isEqualTo(LocalDateTime.parse("2024-01-02T00:00:00"));
      assertThat(rows.getObject("d", LocalDateTime.class))
          .isEqualTo(LocalDateTime.parse("2024-01-01T12:01:00"));
      assertThat(rows.getString("e")).isEqualTo("?ë");
      assertThat(rows.getBytes("version")).hasSize(8);
    }
  }
}
