/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.model.source.MySqlTypes;
import dev.tandem.model.source.SourceChange;
import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.SourceKind;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.TableId;
import dev.tandem.model.type.Value;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What Debezium 3.6.1 was seen to write for each type, read and then spelled as the type's
 * canonical JSON.
 */
class MySqlJsonValuesTest {

  @ParameterizedTest(name = "{0} {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "TINYINT            | -1 | -128                                 | -128",
        "TINYINT UNSIGNED   | -1 | 255                                  | 255",
        "TINYINT            | -1 | true                                 | 1",
        "TINYINT            | -1 | false                                | 0",
        "SMALLINT UNSIGNED  | -1 | 65535                                | 65535",
        "MEDIUMINT UNSIGNED | -1 | 16777215                             | 16777215",
        "INT UNSIGNED       | -1 | 4294967295                           | 4294967295",
        "BIGINT             | -1 | 9007199254740993                     | 9007199254740993",
        "BIGINT             | -1 | -9223372036854775808                 | -9223372036854775808",
        "BIGINT UNSIGNED    | -1 | -1                                   | \"18446744073709551615\"",
        "BIGINT UNSIGNED    | -1 | -9223372036854775808                 | \"9223372036854775808\"",
        "BIGINT UNSIGNED    | -1 | 9223372036854775807                  | \"9223372036854775807\"",
        "YEAR               | -1 | 1901                                 | 1901",
        "YEAR               | -1 | 0                                    | 0",
        "YEAR               | -1 | 1900                                 | 0",
        "FLOAT              | -1 | 0.1                                  | 0.1",
        "FLOAT              | -1 | 999.0001220703125                    | 999.0001",
        "FLOAT              | -1 | 3.4028235E38                         | 3.4028235E38",
        "FLOAT              | -1 | -0.0                                 | 0.0",
        "DOUBLE             | -1 | 1.7976931348623157E308               | 1.7976931348623157E308",
        "DOUBLE             | -1 | 4.9E-324                             | 4.9E-324",
        "DOUBLE             | -1 | 5                                    | 5.0",
        "BIT                | 1  | true                                 | true",
        "BIT                | 12 | \"AQg=\"                             | \"100000000001\"",
        "BIT                | 64 | \"AQAAAAAAAAA=\"                     | \"0000000000000000000000000000000000000000000000000000000000000001\"",
        "BIT                | 12 | \"\"                                 | \"000000000000\"",
        "CHAR               | 5  | \"ab\"                               | \"ab\"",
        "VARCHAR            | 20 | \"ab  \"                             | \"ab  \"",
        "VARCHAR            | 20 | \"\"                                 | \"\"",
        "VARCHAR            | 20 | \"\\uD83D\\uDE00\"                   | \"\uD83D\uDE00\"",
        "LONGTEXT           | -1 | \"null\"                             | \"null\"",
        "BINARY             | 4  | \"AAEAAA==\"                         | \"AAEAAA==\"",
        "BLOB               | -1 | \"\"                                 | \"\"",
        "DATE               | -1 | \"2018-06-20Z\"                      | \"2018-06-20\"",
        "DATE               | -1 | \"0001-01-01Z\"                      | \"0001-01-01\"",
        "DATE               | -1 | \"1582-10-10Z\"                      | \"1582-10-10\"",
        "DATETIME           | -1 | \"2018-06-20T06:37:03Z\"             | \"2018-06-20T06:37:03.000000\"",
        "DATETIME           | 6  | \"2018-06-20T06:37:03.12Z\"          | \"2018-06-20T06:37:03.120000\"",
        "DATETIME           | 6  | \"9999-12-31T23:59:59.999999Z\"      | \"9999-12-31T23:59:59.999999\"",
        "TIMESTAMP          | 6  | \"2018-06-20T06:37:03.12Z\"          | \"2018-06-20T06:37:03.120000Z\"",
        "TIMESTAMP          | 6  | \"2018-06-20T06:37:03.120000Z\"      | \"2018-06-20T06:37:03.120000Z\"",
        "TIME               | 6  | \"+12:34:56.100000\"                 | \"12:34:56.100000\"",
        "ENUM               | -1 | \"b,c\"                              | \"b,c\"",
        "ENUM               | -1 | \"b\\\\,c\"                          | \"b,c\"",
        "ENUM               | -1 | \"e\\\\f\"                        | \"e\\\\f\"",
        "ENUM               | -1 | \"e\\\\\\\\f\"                | \"e\\\\f\"",
        "SET                | -1 | \"a,d\"                              | [\"a\",\"d\"]",
        "SET                | -1 | \"e\\\\f\"                        | [\"e\\\\f\"]",
        "SET                | -1 | \"a,e\\\\\\\\f\"                | [\"a\",\"e\\\\f\"]",
        "SET                | -1 | \"\"                                 | []",
        "JSON               | -1 | \"{\\\"b\\\": [1.10, null], \\\"a\\\":1e2}\" | {\"a\":1e2,\"b\":[1.10,null]}",
        "JSON               | -1 | \"null\"                             | null",
        "POINT              | -1 | {\"x\":1.0,\"y\":2.0,\"wkb\":\"AQEAAAA=\",\"srid\":null} | \"AQEAAAA=\"",
        "POINT              | -1 | {\"wkb\":\"AQEAAAA=\",\"srid\":4326} | \"AQEAACDmEAAA\"",
      })
  void shouldReadWhatDebeziumWrites(String type, int length, String json, String canonical)
      throws Exception {
    // Given
    SourceColumn column = column(type, length);
    var domainType = MySqlTypes.domainType(column).orElseThrow();

    // When
    Value value = domainType.accept(read(column, json));

    // Then
    StringWriter text = new StringWriter();
    try (var out = new com.fasterxml.jackson.core.JsonFactory().createGenerator(text)) {
      domainType.write(value, out);
    }
    assertThat(text).hasToString(canonical);
  }

  @ParameterizedTest(name = "{0} {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "DECIMAL | 65 | 12345678901234567890123456789012345.123456789012345678901234567890",
        "DECIMAL | 10 | -0.01",
        "DECIMAL | 10 | 0.00",
      })
  void shouldKeepEveryDigitOfADecimal(String type, int length, String number) throws Exception {
    // When
    Value value = read(column(type, length), '"' + number + '"');

    // Then
    assertThat(((Value.Decimal) value).value()).isEqualTo(new java.math.BigDecimal(number));
  }

  @ParameterizedTest
  @ValueSource(strings = {"DATE", "DATETIME", "TIMESTAMP"})
  void shouldReadADateThatNoCalendarHas(String type) throws Exception {
    assertThat(read(column(type, -1), "\"0000-00-00\"")).isEqualTo(new Value.NoDate());
  }

  /** MySQL's TIME is a span: up to 838 hours, and negative. */
  @ParameterizedTest
  @CsvSource({
    "+838:59:59.000000, 3020399000000",
    "-838:59:59.000000, -3020399000000",
    "-00:00:00.000001, -1",
    "+24:00:00.000000, 86400000000",
    "+00:00:00.000000, 0",
  })
  void shouldReadTimesOutsideADay(String text, long micros) throws Exception {
    assertThat(read(column("TIME", 6), '"' + text + '"')).isEqualTo(new Value.Duration(micros));
  }

  @ParameterizedTest(name = "{0} {2} is refused with {3}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "INT             | -1 | 1.5              | E_TYPE",
        "INT             | -1 | \"1\"            | E_TYPE",
        "INT             | -1 | {}               | E_TYPE",
        "BIGINT          | -1 | []               | E_TYPE",
        "BIGINT UNSIGNED | -1 | \"AP8=\"         | E_TYPE",
        "DECIMAL         | 10 | 1.5              | E_TYPE",
        "DECIMAL         | 10 | \"one\"          | E_TYPE",
        "DOUBLE          | -1 | \"one\"          | E_TYPE",
        "BIT             | 1  | 1                | E_TYPE",
        "BIT             | 8  | \"?\"            | E_BASE64",
        "BLOB            | -1 | \"***\"          | E_BASE64",
        "BLOB            | -1 | 5                | E_TYPE",
        "VARCHAR         | 9  | 5                | E_TYPE",
        "DATE            | -1 | \"2018-13-01Z\"  | E_DATE_RANGE",
        "DATE            | -1 | \"2018-00-00Z\"  | E_DATE_RANGE",
        "DATE            | -1 | 17000            | E_TYPE",
        "DATETIME        | -1 | \"yesterday\"    | E_DATE_RANGE",
        "TIMESTAMP       | -1 | \"2018-06-20T06:37:03\" | E_DATE_RANGE",
        "TIME            | -1 | \"1:00\"         | E_DURATION",
        "JSON            | -1 | \"{\"            | E_JSON",
        "JSON            | -1 | \"\"             | E_JSON",
        "JSON            | -1 | {}               | E_TYPE",
        "POINT           | -1 | \"AQEAAAA=\"     | E_TYPE",
        "POINT           | -1 | {\"x\":1.0,\"y\":2.0} | E_TYPE",
      })
  void shouldRefuseWhatDebeziumDoesNotWrite(String type, int length, String json, String code) {
    assertThatThrownBy(() -> read(column(type, length), json))
        .isInstanceOfSatisfying(
            RawRefused.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(code);
              assertThat(refused.column()).isEqualTo("c");
            });
  }

  @Test
  void shouldReadNullOfEveryType() throws Exception {
    assertThat(read(column("POINT", -1), "null")).isSameAs(Value.NULL);
  }

  private static SourceColumn column(String type, int length) {
    return new SourceColumn(
        "c", type, length, type.equals("DECIMAL") ? 2 : -1, true, List.of("a", "b,c", "d", "e\\f"));
  }

  private static Value read(SourceColumn column, String json) throws RawRefused, IOException {
    SourceTable table =
        new SourceTable(SourceKind.MYSQL, TableId.of("shop", "things"), List.of(column), List.of());
    String record = "{\"before\":null,\"after\":{\"c\":%s},\"op\":\"c\"}".formatted(json);
    RawChange change = new RawChangeReader(table).read(record.getBytes(StandardCharsets.UTF_8));
    return ((SourceChange.Created) change.change()).row().value(0);
  }
}
