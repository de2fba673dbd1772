/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.type;

import static dev.tandem.model.type.Accepting.canonical;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextTypesTest {
  private static final String SMILE = "\uD83D\uDE00";

  @ParameterizedTest
  @ValueSource(strings = {"\uD83D", "a\uD83D", "\uDE00", "\uDE00\uD83D", "\uD83D\uD83D\uDE00"})
  void shouldRefuseHalfACharacter(String text) {
    assertThat(canonical("text", new Value.Text(text))).isEqualTo("E_SURROGATE");
  }

  @Test
  void shouldRefuseWhatTheSourceCouldNotDecode() {
    assertThat(canonical("text", new Value.Text("a\uFFFD"))).isEqualTo("E_REPLACEMENT_CHAR");
  }

  /** PostgreSQL refuses U+0000, DynamoDB does not: that is the target's affair. */
  @Test
  void shouldHoldANulCharacter() {
    assertThat(canonical("text", new Value.Text("a\u0000b"))).isEqualTo("\"a\\u0000b\"");
  }

  @Test
  void shouldCountCharactersAndNotTheirHalves() {
    assertThat(canonical("string(2)", new Value.Text(SMILE + SMILE))).doesNotStartWith("E_");
    assertThat(canonical("string(2)", new Value.Text(SMILE + SMILE + "a"))).isEqualTo("E_LENGTH");
    assertThat(canonical("string(3)", new Value.Text("a  "))).isEqualTo("\"a  \"");
    assertThat(canonical("string(2)", new Value.Text("a  "))).isEqualTo("E_LENGTH");
    assertThat(canonical("string(1)", new Value.Text(""))).isEqualTo("\"\"");
  }

  @Test
  void shouldSpellNumbersPlainly() {
    assertThat(canonical("text", new Value.Int(-7))).isEqualTo("\"-7\"");
    assertThat(canonical("text", new Value.Decimal(new BigDecimal("1E+3")))).isEqualTo("\"1000\"");
    assertThat(canonical("string(2)", new Value.Int(100))).isEqualTo("E_LENGTH");
    assertThat(canonical("text", new Value.Bool(true))).isEqualTo("E_TYPE");
  }

  @Test
  void shouldHoldTheLabelsOfAnEnumExactly() {
    assertThat(canonical("enum(a,B)", new Value.Text("B"))).isEqualTo("\"B\"");
    assertThat(canonical("enum(a,B)", new Value.Text("b"))).isEqualTo("E_ENUM");
    assertThat(canonical("enum(a,B)", new Value.Text(""))).isEqualTo("E_ENUM");
    assertThat(canonical("enum(a,B)", new Value.Int(1))).isEqualTo("E_TYPE");
  }

  @ParameterizedTest
  @CsvSource({
    "6CCD780C-BABA-1026-9564-5B8C656024DB",
    "{6ccd780c-baba-1026-9564-5b8c656024db}",
    "' 6ccd780c-baba-1026-9564-5b8c656024db '",
  })
  void shouldSpellAUuidInOneWay(String text) {
    assertThat(canonical("uuid", new Value.Text(text)))
        .isEqualTo("\"6ccd780c-baba-1026-9564-5b8c656024db\"");
  }

  @Test
  void shouldReadAUuidOutOfSixteenBytes() {
    byte[] bytes = HexFormat.of().parseHex("6ccd780cbaba102695645b8c656024db");
    assertThat(canonical("uuid", Value.Bytes.of(bytes)))
        .isEqualTo("\"6ccd780c-baba-1026-9564-5b8c656024db\"");
    assertThat(canonical("uuid", Value.Bytes.of(new byte[15]))).isEqualTo("E_UUID");
    assertThat(canonical("uuid", new Value.Text("6ccd780cbaba102695645b8c656024db")))
        .isEqualTo("E_UUID");
  }

  @ParameterizedTest
  @CsvSource({
    "uuid, 6ccd780cbaba102695645b8c656024db",
    "uuid(mysql_swapped), 1026baba6ccd780c95645b8c656024db",
    "uuid(guid), 0c78cd6cbaba261095645b8c656024db",
  })
  void shouldReadAUuidInTheOrderOfItsBytes(String type, String stored) {
    byte[] bytes = HexFormat.of().parseHex(stored);
    UUID uuid = UUID.fromString("6ccd780c-baba-1026-9564-5b8c656024db");
    assertThat(canonical(type, Value.Bytes.of(bytes))).isEqualTo('"' + uuid.toString() + '"');
    assertThat(((UuidType) Types.parse(type).orElseThrow()).order().write(uuid)).isEqualTo(bytes);
  }

  @Test
  void shouldHoldBitsAtTheirFullWidth() {
    assertThat(canonical("bits(3)", new Value.Text("010"))).isEqualTo("\"010\"");
    assertThat(canonical("bits(3)", new Value.Text("10"))).isEqualTo("E_BITS");
    assertThat(canonical("bits(3)", new Value.Text("012"))).isEqualTo("E_BITS");
    assertThat(canonical("bits(1)", new Value.Bool(true))).isEqualTo("\"1\"");
    assertThat(canonical("bits(2)", new Value.Bool(true))).isEqualTo("E_TYPE");
  }

  @Test
  void shouldHoldBytesAndCompareThemByContent() {
    assertThat(canonical("bytes", Value.Bytes.of(new byte[] {0, -1}))).isEqualTo("\"AP8=\"");
    assertThat(canonical("bytes", Value.Bytes.of(new byte[0]))).isEqualTo("\"\"");
    assertThat(canonical("bytes", new Value.Text("AP8="))).isEqualTo("E_TYPE");
    assertThat(Value.Bytes.of(new byte[] {1})).isEqualTo(Value.Bytes.of(new byte[] {1}));
    assertThat(Value.Bytes.of(new byte[] {1}).toString()).as("no value").isEqualTo("Bytes[1]");
  }

  @Test
  void shouldRefuseAnArrayForOneOfItsElements() {
    Value.Array tags =
        new Value.Array(List.of(new Value.Text("ab"), Value.NULL, new Value.Text("abc")));
    assertThat(canonical("array<string(3)>", tags)).isEqualTo("[\"ab\",null,\"abc\"]");
    assertThat(canonical("array<string(2)>", tags)).isEqualTo("E_LENGTH");
    assertThat(canonical("array<text>", new Value.Text("a"))).isEqualTo("E_TYPE");
    assertThat(canonical("array<text>", new Value.Array(List.of()))).isEqualTo("[]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "boolean",
        "int16",
        "int32",
        "int64",
        "uint64",
        "decimal(65,30)",
        "float32",
        "float64",
        "string(20)",
        "text",
        "enum(a,b)",
        "enum(a\\,b,\\\\,\\))",
        "enum()",
        "date",
        "time",
        "duration",
        "timestamp",
        "instant",
        "enum(,x)",
        "uuid",
        "uuid(mysql_swapped)",
        "uuid(guid)",
        "bytes",
        "bits(64)",
        "json",
        "array<array<enum(a,b)>>",
      })
  void shouldSpellItselfSoThatItCanBeReadBack(String spelling) {
    Type type = Types.parse(spelling).orElseThrow();
    assertThat(type).hasToString(spelling);
    assertThat(Types.parse(type.toString())).contains(type);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "int",
        "int8",
        "string()",
        "string(0)",
        "string(-1)",
        "bits(0)",
        "decimal(5)",
        "decimal(2,3)",
        "decimal(0,0)",
        "decimal(9999,1)",
        "array<>",
        "array<int>",
        "Text"
      })
  void shouldKnowNoOtherSpelling(String spelling) {
    assertThat(Types.parse(spelling)).isEmpty();
  }
}
