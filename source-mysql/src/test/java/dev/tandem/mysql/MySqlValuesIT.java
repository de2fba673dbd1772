/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.source.SourceRow;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.TableId;
import dev.tandem.model.type.JsonTree;
import dev.tandem.model.type.Refused;
import dev.tandem.model.type.Value;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Against a server whose own settings would bend values: time zone, SQL mode. */
class MySqlValuesIT {
  private static final TableId TABLE = TableId.of("typed", "t");

  @TempDir static Path folder;
  @AutoClose private static TestMySql mysql;

  private MySqlReader reader;

  @BeforeAll
  static void start() {
    mysql =
        TestMySql.start(
            folder,
            "--default-time-zone=+02:00",
            "--sql-mode=PAD_CHAR_TO_FULL_LENGTH,NO_BACKSLASH_ESCAPES,ANSI_QUOTES");
  }

  @BeforeEach
  void open() {
    mysql.execute("DROP DATABASE IF EXISTS typed", "CREATE DATABASE typed");
    reader = new MySqlReader(mysql.asRoot());
  }

  @AfterEach
  void close() {
    reader.close();
  }

  static Stream<Arguments> values() throws Refused {
    return Stream.of(
        value("TINYINT", "-128", number(-128)),
        value("TINYINT(1)", "2", number(2)),
        value("TINYINT(1)", "-1", number(-1)),
        value("BOOLEAN", "TRUE", number(1)),
        value("TINYINT UNSIGNED", "255", number(255)),
        value("SMALLINT", "-32768", number(-32768)),
        value("SMALLINT UNSIGNED", "65535", number(65535)),
        value("MEDIUMINT", "-8388608", number(-8388608)),
        value("MEDIUMINT UNSIGNED", "16777215", number(16777215)),
        value("INT", "-2147483648", number(Integer.MIN_VALUE)),
        value("INT UNSIGNED", "4294967295", number(4294967295L)),
        value("INT(7) ZEROFILL", "42", number(42)),
        value("BIGINT", "-9223372036854775808", number(Long.MIN_VALUE)),
        value("BIGINT", "9223372036854775807", number(Long.MAX_VALUE)),
        value("BIGINT UNSIGNED", "18446744073709551615", decimal("18446744073709551615")),
        value("BIGINT UNSIGNED", "0", decimal("0")),
        value("YEAR", "2155", number(2155)),
        value("YEAR", "'0000'", number(0)),
        value("DECIMAL(10,2)", "-0.00", decimal("0")),
        value("DECIMAL(10,2)", "1.50", decimal("1.5")),
        value("DECIMAL(6,2) ZEROFILL", "1.50", decimal("1.5")),
        value("DECIMAL(6,2) ZEROFILL", "9999.99", decimal("9999.99")),
        value("BIGINT(5) ZEROFILL", "18446744073709551615", decimal("18446744073709551615")),
        value(
            "DECIMAL(65,30)",
            "-99999999999999999999999999999999999.999999999999999999999999999999",
            decimal("-99999999999999999999999999999999999.999999999999999999999999999999")),
        value("FLOAT", "0.1", new Value.Float32(0.1f)),
        value("FLOAT", "16777216", new Value.Float32(16777216f)),
        value("FLOAT", "3.4028235E38", new Value.Float32(Float.MAX_VALUE)),
        value("FLOAT", "-1.17549435E-38", new Value.Float32(-Float.MIN_NORMAL)),
        value("FLOAT", "1.4E-45", new Value.Float32(Float.MIN_VALUE)),
        value("FLOAT(7,4)", "999.00009", new Value.Float32(999.0001f)),
        value("FLOAT UNSIGNED", "16777215", new Value.Float32(16777215f)),
        value("DOUBLE", "1.7976931348623157E308", new Value.Float64(Double.MAX_VALUE)),
        value("DOUBLE", "4.9E-324", new Value.Float64(Double.MIN_VALUE)),
        value("DOUBLE", "2.2250738585072014E-308", new Value.Float64(Double.MIN_NORMAL)),
        value("DOUBLE", "0.1", new Value.Float64(0.1)),
        value("DOUBLE", "-0e0", new Value.Float64(0)),
        value("DOUBLE", "9007199254740993", new Value.Float64(9007199254740992d)),
        value("DOUBLE(20,3)", "123456789012345.678", new Value.Float64(123456789012345.67)),
        value("BIT(1)", "b'1'", new Value.Bool(true)),
        value("BIT(1)", "b'0'", new Value.Bool(false)),
        value("BIT(12)", "b'100000000001'", new Value.Bits("100000000001")),
        value("BIT(12)", "b'0'", new Value.Bits("000000000000")),
        value("BIT(64)", "b'" + "1".repeat(64) + "'", new Value.Bits("1".repeat(64))),
        value("CHAR(5)", "'ab  '", text("ab")),
        value("CHAR(5)", "''", text("")),
        value("VARCHAR(20)", "'ab  '", text("ab  ")),
        value("VARCHAR(20)", "'a\\0b\\'\\\\'", text("a\0b'\\")),
        value("VARCHAR(20) CHARACTER SET utf8mb4", "_utf8mb4 0xF09F9880", text("\uD83D\uDE00")),
        value("VARCHAR(20) CHARACTER SET latin1", "_latin1 0x80FF", text("\u20AC\u00FF")),
        value("VARCHAR(20) CHARACTER SET sjis", "_utf8mb4 'テスト'", text("テスト")),
        value("VARCHAR(20) CHARACTER SET utf16", "_utf8mb4 'é'", text("é")),
        value("LONGTEXT", "REPEAT('x', 70000)", text("x".repeat(70000))),
        value("TINYTEXT", "' '", text(" ")),
        value("BINARY(4)", "0x0001", bytes("00010000")),
        value("VARBINARY(16)", "0x00FF5C27", bytes("00ff5c27")),
        value("VARCHAR(8) CHARACTER SET binary", "0xFF00", bytes("ff00")),
        value("BLOB", "''", bytes("")),
        value("LONGBLOB", "0xDEADBEEF", bytes("deadbeef")),
        value("DATE", "'0001-01-01'", date("0001-01-01")),
        value("DATE", "'9999-12-31'", date("9999-12-31")),
        value("DATE", "'1582-10-10'", date("1582-10-10")),
        value("TIME", "'-838:59:59'", span(-3020399000000L)),
        value("TIME(6)", "'838:59:58.999999'", span(3020398999999L)),
        value("TIME(6)", "'-00:00:00.000001'", span(-1)),
        value("TIME", "'24:00:00'", span(86400000000L)),
        value("TIME(2)", "'12:34:56.78'", span(45296780000L)),
        value("DATETIME", "'2018-03-25 02:30:00'", timestamp("2018-03-25T02:30:00")),
        value(
            "DATETIME(6)", "'1000-01-01 00:00:00.000001'", timestamp("1000-01-01T00:00:00.000001")),
        value(
            "DATETIME(6)", "'9999-12-31 23:59:59.999999'", timestamp("9999-12-31T23:59:59.999999")),
        value("DATETIME(3)", "'1969-12-31 23:59:59.5'", timestamp("1969-12-31T23:59:59.5")),
        value("TIMESTAMP", "'1970-01-01 02:00:01'", moment("1970-01-01T00:00:01Z")),
        value(
            "TIMESTAMP(6)", "'2038-01-19 05:14:07.999999'", moment("2038-01-19T03:14:07.999999Z")),
        value("TIMESTAMP(2)", "'2018-06-20 06:37:03.12'", moment("2018-06-20T04:37:03.12Z")),
        value("ENUM('a','b,c','it''s','x\\\\y')", "'b,c'", text("b,c")),
        value("ENUM('a','b,c','it''s','x\\\\y')", "'x\\\\y'", text("x\\y")),
        value("ENUM('x','y')", "0", text("")),
        value("SET('c','a','b')", "'b,c'", new Value.Array(List.of(text("c"), text("b")))),
        value("SET('c','a','b')", "''", new Value.Array(List.of())),
        value(
            "JSON",
            "'{\"b\": 1, \"a\": [1.0, 1e2, null, \"\\\\u0000é\"]}'",
            new Value.Json(JsonTree.parse("{\"a\":[1,100,null,\"\\u0000é\"],\"b\":1}"))),
        value("JSON", "'null'", new Value.Json(JsonTree.parse("null"))),
        value(
            "JSON",
            "'12345678901234567890'",
            new Value.Json(JsonTree.parse("12345678901234567890"))),
        value(
            "POINT",
            "ST_GeomFromText('POINT(1 2)')",
            bytes("0101000000000000000000f03f0000000000000040")),
        value(
            "GEOMETRY",
            "ST_GeomFromText('POINT(1 2)', 4326)",
            bytes("0101000020e61000000000000000000040000000000000f03f")),
        value(
            "GEOMETRYCOLLECTION",
            "ST_GeomFromText('GEOMETRYCOLLECTION EMPTY')",
            bytes("010700000000000000")),
        value("DATE", "'0000-00-00'", Value.NULL),
        value("DATE", "'2018-00-10'", Value.NULL),
        value("DATETIME", "'0000-00-00 00:00:00'", Value.NULL),
        value("TIMESTAMP NULL", "'0000-00-00 00:00:00'", Value.NULL),
        value("DATE NOT NULL", "'0000-00-00'", new Value.NoDate()),
        value("DATETIME(6) NOT NULL", "'2018-06-00 01:02:03'", new Value.NoDate()),
        value("TIMESTAMP NOT NULL", "'0000-00-00 00:00:00'", new Value.NoDate()));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("values")
  void readsAValueExactly(String type, String literal, Value expected) {
    // Given
    mysql.execute(
        "CREATE TABLE typed.t (id INT PRIMARY KEY, v " + type + ")",
        "INSERT INTO typed.t VALUES (1, " + literal + ")");
    // When
    List<SourceRow> rows = scan();
    // Then
    assertThat(rows).hasSize(1);
    assertThat(rows.get(0).value(1)).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("values")
  void readsNullOfEveryType(String type, String literal, Value expected) {
    // Given
    mysql.execute(
        "CREATE TABLE typed.t (id INT PRIMARY KEY, v " + type.replace(" NOT NULL", " NULL") + ")",
        "INSERT INTO typed.t (id) VALUES (1)",
        "UPDATE typed.t SET v = NULL");
    // When
    List<SourceRow> rows = scan();
    // Then
    assertThat(rows.get(0).value(1)).isSameAs(Value.NULL);
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("keys")
  void findsARowByAKeyOfItsType(String type, String literal) {
    // Given
    mysql.execute(
        "CREATE TABLE typed.t (k " + type + " NOT NULL, n INT NOT NULL, PRIMARY KEY (k, n))",
        "INSERT INTO typed.t VALUES (" + literal + ", 1), (" + literal + ", 2)");
    SourceRow first = scan().get(0);
    // When
    List<SourceRow> found =
        reader.find(
            first.table(), first.table().key(), List.of(List.of(first.value(0), first.value(1))));
    // Then
    assertThat(found).containsExactly(first);
  }

  static Stream<Arguments> keys() {
    return Stream.of(
        Arguments.of("BIGINT UNSIGNED", "18446744073709551615"),
        Arguments.of("DECIMAL(30,10)", "-1.5"),
        Arguments.of("VARCHAR(20)", "'it''s \\\\ \\0 é%'"),
        Arguments.of("VARCHAR(20) CHARACTER SET latin1", "'é'"),
        Arguments.of("CHAR(20) COLLATE utf8mb4_bin", "'a b  '"),
        Arguments.of("VARBINARY(8)", "0x00FF5C27"),
        Arguments.of("BINARY(4)", "0x01"),
        Arguments.of("BIT(12)", "b'100000000001'"),
        Arguments.of("BIT(1)", "b'1'"),
        Arguments.of("DATE", "'1582-10-10'"),
        Arguments.of("TIME(6)", "'-838:59:58.000001'"),
        Arguments.of("DATETIME(6)", "'2018-03-25 02:30:00.000001'"),
        Arguments.of("TIMESTAMP(3)", "'2018-03-25 02:30:00.123'"),
        Arguments.of("YEAR", "1969"),
        Arguments.of("ENUM('a','b,c')", "'b,c'"),
        Arguments.of("SET('c','a','b')", "'b,c'"));
  }

  private List<SourceRow> scan() {
    SourceTable table = reader.table(TABLE);
    List<SourceRow> rows = new ArrayList<>();
    reader.scan(table, rows::add);
    return rows;
  }

  private static Arguments value(String type, String literal, Value expected) {
    return Arguments.of(type, literal, expected);
  }

  private static Value number(long value) {
    return new Value.Int(value);
  }

  private static Value decimal(String value) {
    return new Value.Decimal(new BigDecimal(value));
  }

  private static Value text(String value) {
    return new Value.Text(value);
  }

  private static Value bytes(String hex) {
    return Value.Bytes.of(HexFormat.of().parseHex(hex));
  }

  private static Value date(String value) {
    return new Value.Date(LocalDate.parse(value));
  }

  private static Value span(long micros) {
    return new Value.Duration(micros);
  }

  private static Value timestamp(String value) {
    return new Value.Timestamp(LocalDateTime.parse(value));
  }

  private static Value moment(String value) {
    return new Value.Moment(Instant.parse(value));
  }
}
