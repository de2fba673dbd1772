/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.source.SourceRow;
import dev.tandem.model.source.TableId;
import dev.tandem.model.type.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** In a JVM whose own zone would bend times: there is no 02:30 on 31 March 2024. */
class SqlServerValuesSuiteIT {
  private static final TimeZone ZONE = TimeZone.getDefault();

  private static SuiteDatabase database;
  private static SqlServerReader reader;

  @BeforeAll
  static void open() {
    database = new SuiteDatabase();
    reader = database.reader();
    TimeZone.setDefault(TimeZone.getTimeZone("Europe/Paris"));
  }

  @AfterAll
  static void close() {
    TimeZone.setDefault(ZONE);
    if (database != null) {
      reader.close();
      database.close();
    }
  }

  static Stream<Arguments> values() {
    return Stream.of(numbers(), times(), moments(), texts()).flatMap(each -> each);
  }

  private static Stream<Arguments> numbers() {
    return Stream.of(
        value("bit", "1", new Value.Bool(true)),
        value("bit", "0", new Value.Bool(false)),
        value("tinyint", "255", number(255)),
        value("tinyint", "0", number(0)),
        value("smallint", "-32768", number(-32_768)),
        value("int", "-2147483648", number(Integer.MIN_VALUE)),
        value("int", "2147483647", number(Integer.MAX_VALUE)),
        value("bigint", "-9223372036854775808", number(Long.MIN_VALUE)),
        value("bigint", "9223372036854775807", number(Long.MAX_VALUE)),
        value("decimal(10,2)", "-1.50", decimal("-1.50")),
        value("decimal(10,2)", "0", decimal("0.00")),
        value("decimal(38,0)", "9".repeat(38), decimal("9".repeat(38))),
        value("numeric(38,38)", "-0." + "9".repeat(38), decimal("-0." + "9".repeat(38))),
        value("money", "-922337203685477.5808", decimal("-922337203685477.5808")),
        value("money", "922337203685477.5807", decimal("922337203685477.5807")),
        value("money", "1", decimal("1.0000")),
        value("smallmoney", "-214748.3648", decimal("-214748.3648")),
        value("real", "0.1", new Value.Float32(0.1f)),
        value("real", "3.4028234663852886E38", new Value.Float32(Float.MAX_VALUE)),
        value("real", "1.18E-38", new Value.Float32(1.18E-38f)),
        value("float", "0.1", new Value.Float64(0.1)),
        value("float", "-1.7976931348623157E308", new Value.Float64(-Double.MAX_VALUE)),
        value("float", "9007199254740993", new Value.Float64(9007199254740992d)));
  }

  private static Stream<Arguments> times() {
    return Stream.of(
        value("date", "'0001-01-01'", date("0001-01-01")),
        value("date", "'1582-10-04'", date("1582-10-04")),
        value("date", "'1582-10-10'", date("1582-10-10")),
        value("date", "'1582-10-15'", date("1582-10-15")),
        value("date", "'9999-12-31'", date("9999-12-31")),
        value("time(0)", "'00:00:00'", time("00:00")),
        value("time(7)", "'23:59:59.9999999'", time("23:59:59.9999999")),
        value("time(3)", "'02:30:00.123'", time("02:30:00.123")),
        value("datetime", "'1753-01-01'", timestamp("1753-01-01T00:00:00")),
        value("datetime", "'9999-12-31T23:59:59.997'", timestamp("9999-12-31T23:59:59.997")),
        value("datetime", "'2024-03-31T02:30:00.003'", timestamp("2024-03-31T02:30:00.003")),
        value("datetime", "'1899-12-31T23:59:59.007'", timestamp("1899-12-31T23:59:59.007")),
        value("smalldatetime", "'1900-01-01'", timestamp("1900-01-01T00:00:00")),
        value("smalldatetime", "'2079-06-06T23:59:00'", timestamp("2079-06-06T23:59:00")),
        value("datetime2(7)", "'0001-01-01'", timestamp("0001-01-01T00:00:00")),
        value(
            "datetime2(7)",
            "'1582-10-10T12:00:00.0000001'",
            timestamp("1582-10-10T12:00:00.0000001")),
        value(
            "datetime2(7)",
            "'1969-12-31T23:59:59.9999999'",
            timestamp("1969-12-31T23:59:59.9999999")),
        value(
            "datetime2(7)",
            "'2024-03-31T02:30:00.1234567'",
            timestamp("2024-03-31T02:30:00.1234567")),
        value(
            "datetime2(7)",
            "'9999-12-31T23:59:59.9999999'",
            timestamp("9999-12-31T23:59:59.9999999")),
        value("datetime2(0)", "'2024-03-31T02:30:00'", timestamp("2024-03-31T02:30:00")));
  }

  private static Stream<Arguments> moments() {
    return Stream.of(
        value("datetimeoffset(7)", "'0001-01-01T00:00:00Z'", moment("0001-01-01T00:00:00Z")),
        value("datetimeoffset(7)", "'1500-03-01T00:30:00+02:00'", moment("1500-02-28T22:30:00Z")),
        value("datetimeoffset(7)", "'1582-10-10T12:00:00-14:00'", moment("1582-10-11T02:00:00Z")),
        value(
            "datetimeoffset(7)",
            "'1969-12-31T23:59:59.9999999Z'",
            moment("1969-12-31T23:59:59.9999999Z")),
        value(
            "datetimeoffset(3)", "'1960-01-01T00:00:00.5+01:00'", moment("1959-12-31T23:00:00.5Z")),
        value(
            "datetimeoffset(7)",
            "'2024-03-31T02:30:00.1234567+05:30'",
            moment("2024-03-30T21:00:00.1234567Z")),
        value(
            "datetimeoffset(7)",
            "'9999-12-31T23:59:59.9999999Z'",
            moment("9999-12-31T23:59:59.9999999Z")));
  }

  private static Stream<Arguments> texts() {
    return Stream.of(
        value("char(5)", "'ab'", text("ab   ")),
        value("nchar(5)", "N'ab'", text("ab   ")),
        value("varchar(5)", "'ab '", text("ab ")),
        value("varchar(5)", "''", text("")),
        value("varchar(20)", "N'Zoë€'", text("Zoë€")),
        value("varchar(max)", "'it''s'", text("it's")),
        value("nvarchar(20)", "N'日本語 🚲'", text("日本語 🚲")),
        value("nvarchar(max)", "N'" + "ü".repeat(70_000) + "'", text("ü".repeat(70_000))),
        value("text", "'Zoë '", text("Zoë ")),
        value("ntext", "N'日本語'", text("日本語")),
        value("xml", "N'<a b=\"1\">ü</a>'", text("<a b=\"1\">ü</a>")),
        value(
            "uniqueidentifier",
            "'0E984725-C51C-4BF4-9960-E1C80E27ABA0'",
            text("0e984725-c51c-4bf4-9960-e1c80e27aba0")),
        value("binary(4)", "0x0001", bytes("00010000")),
        value("varbinary(16)", "0x00FF", bytes("00ff")),
        value("varbinary(16)", "0x", bytes("")),
        value("varbinary(max)", "0xDEADBEEF", bytes("deadbeef")),
        value("image", "0xDEADBEEF", bytes("deadbeef")));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("values")
  void shouldReadAValueExactly(String type, String literal, Value expected) {
    // Given
    TableId table = database.create("id int NOT NULL, v " + type + " NULL, PRIMARY KEY (id)");
    database.insert(table, "(1, " + literal + ")", "(2, NULL)");
    // When
    List<SourceRow> rows = scan(table);
    // Then
    assertThat(rows).extracting(row -> row.value(1)).containsExactly(expected, Value.NULL);
    if (expected instanceof Value.Decimal number) {
      assertThat(((Value.Decimal) rows.get(0).value(1)).value()).isEqualTo(number.value());
    }
    assertThat(reader.first(rows.get(0).table(), 5)).isEqualTo(rows);
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("values")
  void shouldFindARowByAKeyOfItsType(String type, String literal, Value key) {
    // Given
    TableId table = database.create("k " + type + " NULL, n int NOT NULL");
    database.insert(table, "(" + literal + ", 1)", "(" + literal + ", 2)", "(NULL, 3)");
    List<SourceRow> rows = scan(table);
    // When
    List<SourceRow> one = find(table, List.of("k", "n"), List.of(List.of(key, number(1))));
    List<SourceRow> all = find(table, List.of("k"), List.of(List.of(key), List.of(Value.NULL)));
    List<SourceRow> none = find(table, List.of("k", "n"), List.of(List.of(Value.NULL, number(1))));
    // Then
    assertThat(one).containsExactly(rows.get(0));
    assertThat(all).containsExactlyInAnyOrderElementsOf(rows);
    assertThat(none).isEmpty();
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("finer")
  void shouldFindATimeByItsMicrosecond(String type, String literal, Value key) {
    // Given
    TableId table = database.create("k " + type + " NULL");
    database.insert(table, "(" + literal + ")");
    // When / Then
    assertThat(find(table, List.of("k"), List.of(List.of(key)))).isEqualTo(scan(table));
  }

  static Stream<Arguments> finer() {
    return Stream.of(
        value("time(7)", "'23:59:59.9999999'", time("23:59:59.999999")),
        value("datetime2(7)", "'1582-10-10T00:00:00.0000009'", timestamp("1582-10-10T00:00:00")),
        value(
            "datetimeoffset(7)",
            "'1582-10-10T00:00:00.1234561+01:00'",
            moment("1582-10-09T23:00:00.123456Z")));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("strangers")
  void shouldNotFindByWhatIsNoneOfTheType(String type, String literal, Value key) {
    // Given
    TableId table = database.create("k " + type + " NOT NULL");
    database.insert(table, "(" + literal + ")");
    // When / Then
    assertThat(find(table, List.of("k"), List.of(List.of(key)))).isEmpty();
  }

  static Stream<Arguments> strangers() {
    return Stream.of(
        value("int", "1", number(1L << 40)),
        value("tinyint", "255", number(-1)),
        value("datetime", "'1753-01-01'", timestamp("0001-01-01T00:00:00")),
        value("datetime", "'2024-01-01'", timestamp("2024-01-01T00:00:00.0000001")),
        value("smalldatetime", "'1900-01-01'", timestamp("1899-12-31T00:00:00")),
        value("uniqueidentifier", "'0E984725-C51C-4BF4-9960-E1C80E27ABA0'", text("none")),
        value("varchar(5)", "'abcde'", text("abcdef")),
        value("varbinary(2)", "0x0001", bytes("000100ff")),
        value("decimal(4,2)", "1.50", decimal("1000")));
  }

  private static List<SourceRow> find(TableId table, List<String> columns, List<List<Value>> keys) {
    return reader.find(reader.table(table), columns, keys);
  }

  private static List<SourceRow> scan(TableId table) {
    List<SourceRow> rows = new ArrayList<>();
    reader.scan(reader.table(table), rows::add);
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

  private static Value time(String value) {
    return new Value.Time(LocalTime.parse(value));
  }

  private static Value timestamp(String value) {
    return new Value.Timestamp(LocalDateTime.parse(value));
  }

  private static Value moment(String value) {
    return new Value.Moment(Instant.parse(value));
  }
}
