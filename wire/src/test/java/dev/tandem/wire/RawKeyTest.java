/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.SourceKind;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.TableId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RawKeyTest {

  /** How a snapshot spells a key, and how the log does. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "TIMESTAMP       | \"2018-06-20T06:37:03.12Z\" | \"2018-06-20T06:37:03.120000Z\"",
        "TIMESTAMP       | \"2018-06-20T06:37:03Z\"    | \"2018-06-20T06:37:03.000000Z\"",
        "DATETIME        | \"2018-06-20T06:37:03Z\"    | \"2018-06-20T06:37:03.000Z\"",
        "FLOAT           | 1.67772E7                   | 16777200",
        "ENUM            | \"b,c\"                     | \"b\\\\,c\"",
        "DECIMAL         | \"1.5\"                     | \"1.50\"",
        "TINYINT         | 1                           | true",
      })
  void shouldSpellAKeyAlikeHoweverItComes(String type, String snapshot, String log)
      throws RawRefused {
    RawKey key = key(type);
    assertThat(canonical(key, "{\"c0\":" + snapshot + "}"))
        .isEqualTo(canonical(key, "{\"c0\":" + log + "}"));
  }

  @ParameterizedTest
  @CsvSource({
    "TINYINT, -1, [-1]",
    "INT, 0, [0]",
    "BIGINT, -9223372036854775808, [-9223372036854775808]",
    "TINYINT, true, [1]",
    "BIGINT UNSIGNED, -1, '[\"18446744073709551615\"]'",
    "BIGINT UNSIGNED, 5, '[\"5\"]'"
  })
  void shouldSpellAWholeNumberAsItsTypeDoes(String type, String raw, String canonical)
      throws RawRefused {
    assertThat(canonical(key(type), "{\"c0\":" + raw + "}")).isEqualTo(canonical);
  }

  @Test
  void shouldSpellAKeyInTheOrderOfItsColumns() throws RawRefused {
    RawKey key = key("INT", "VARCHAR");
    assertThat(canonical(key, "{\"c1\":\"a\",\"c0\":1}"))
        .isEqualTo("[1,\"a\"]")
        .isEqualTo(canonical(key, "{\"c0\":1,\"c1\":\"a\"}"));
  }

  @Test
  void shouldTellDifferentKeysApart() throws RawRefused {
    RawKey key = key("VARCHAR", "VARCHAR");
    assertThat(canonical(key, "{\"c0\":\"a\",\"c1\":\"b,c\"}"))
        .isNotEqualTo(canonical(key, "{\"c0\":\"a,b\",\"c1\":\"c\"}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "5",
        "null",
        "[]",
        "{",
        "{}",
        "{\"c0\":1}",
        "{\"c0\":1,\"c1\":null}",
        "{\"c0\":1,\"c2\":\"a\"}",
        "{\"c0\":1.5,\"c1\":\"a\"}",
      })
  void shouldRefuseWhatIsNoKeyOfItsTable(String json) {
    RawKey key = key("INT", "VARCHAR");
    assertThatThrownBy(() -> key.read(json.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(RawRefused.class);
  }

  @Test
  void shouldRefuseAKeyThatIsNoNumber() {
    RawKey key = key("DOUBLE");
    assertThatThrownBy(() -> key.read("{\"c0\":\"x\"}".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(RawRefused.class);
  }

  /** A mapping can declare a type that takes it, or make a dead letter of it; capture goes on. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "TIME    | \"+25:00:00.000000\" | [\"Duration[micros=90000000000]\"]",
        "ENUM    | \"\"                 | [\"Text[value=]\"]",
        "DATE    | \"0000-00-00\"       | [\"NoDate[]\"]",
      })
  void shouldSpellAKeyThatTheDefaultTypeRefuses(String type, String value, String canonical)
      throws RawRefused {
    assertThat(canonical(key(type), "{\"c0\":" + value + "}")).isEqualTo(canonical);
  }

  /** Where all columns are the key, one of them may be NULL: the mapping refuses the row. */
  @Test
  void shouldSpellNullWhereTheColumnAllowsIt() throws RawRefused {
    SourceColumn column = new SourceColumn("c0", "INT", -1, -1, true, List.of());
    SourceTable table =
        new SourceTable(
            SourceKind.MYSQL, TableId.of("shop", "things"), List.of(column), List.of("c0"));
    assertThat(canonical(new RawKey(table, List.of("c0")), "{\"c0\":null}")).isEqualTo("[null]");
  }

  private static RawKey key(String... types) {
    List<SourceColumn> columns =
        java.util.stream.IntStream.range(0, types.length)
            .mapToObj(
                i ->
                    new SourceColumn(
                        "c" + i,
                        types[i],
                        types[i].equals("DECIMAL") ? 10 : -1,
                        types[i].equals("DECIMAL") ? 2 : -1,
                        false,
                        Arrays.asList("a", "b,c")))
            .toList();
    List<String> names = columns.stream().map(SourceColumn::name).toList();
    return new RawKey(
        new SourceTable(SourceKind.MYSQL, TableId.of("shop", "things"), columns, names), names);
  }

  private static String canonical(RawKey key, String json) throws RawRefused {
    return new String(
        key.canonical(key.read(json.getBytes(StandardCharsets.UTF_8))), StandardCharsets.UTF_8);
  }
}
