/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.transform;

import static dev.tandem.model.transform.Applying.TRANSFORMS;
import static dev.tandem.model.transform.Applying.applied;
import static dev.tandem.model.transform.Applying.malformed;
import static dev.tandem.model.transform.Applying.parse;
import static dev.tandem.model.transform.Applying.refusal;
import static dev.tandem.model.transform.Applying.shown;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.model.type.Iso;
import dev.tandem.model.type.JsonTree;
import dev.tandem.model.type.Value;
import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransformsTest {

  static List<TransformDescription> descriptions() {
    return TRANSFORMS.descriptions();
  }

  /** So the reference cannot promise what is not so. */
  @ParameterizedTest
  @MethodSource("descriptions")
  void shouldDoWhatItsDescriptionShows(TransformDescription description) throws Exception {
    assertThat(description.call()).startsWith(description.name());
    assertThat(description.meaning()).matches("[A-Z].*\\.");
    String output = applied(description.call(), example(description));
    assertThat(output).isEqualTo(description.output());
  }

  private static Value example(TransformDescription description) throws Exception {
    String text = description.input();
    if (text.startsWith("0x")) {
      return Value.Bytes.of(HexFormat.of().parseHex(text.substring(2)));
    }
    return switch (description.name()) {
      case "date_part", "truncate_to" -> new Value.Date(Iso.parseDate(text));
      case "to_date", "in_zone" -> new Value.Timestamp(Iso.parseTimestamp(text));
      case "local_in" -> new Value.Moment(Iso.parseInstant(text));
      case "from_epoch", "to_text" -> new Value.Int(Long.parseLong(text));
      case "scale" -> new Value.Decimal(new BigDecimal(text));
      default -> new Value.Text(text);
    };
  }

  /** Every kind of value that no transform of text may turn into text unasked. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "lowercase",
        "uppercase",
        "trim",
        "trim_start",
        "trim_end",
        "collapse_blanks",
        "substring(0)",
        "split(a, 0)",
        "replace(a, b)",
        "prefix(a)",
        "suffix(a)",
        "pad_start(1, a)",
        "digits",
        "nfc",
        "strip_nul",
        "e164(DE)",
        "decimal_comma",
        "decimal_point",
        "parse_date(yyyy-MM-dd)",
        "utf8_read_as_latin1",
        "unhex",
        "unbase64",
        "mask(0)"
      })
  void shouldTurnNothingIntoTextUnasked(String call) throws Exception {
    for (Value value :
        List.of(
            new Value.Int(4711),
            new Value.Decimal(BigDecimal.TEN),
            new Value.Bool(true),
            new Value.Float64(1),
            Value.Bytes.of(new byte[] {1}),
            new Value.Json(JsonTree.parse("{}")),
            new Value.Array(List.of()))) {
      assertThat(applied(call, value)).as(value.toString()).isEqualTo("E_TRANSFORM");
    }
    assertThat(refusal(call, new Value.Int(4711)))
        .endsWith(": works on text, not on a value of the kind int");
  }

  @Test
  void shouldApplyStepsInOrder() throws Exception {
    Transform steps = parse("trim", "lowercase", "substring(0, 3)", "prefix(' ')");
    assertThat(steps.apply(new Value.Text("  ABCD "))).isEqualTo(new Value.Text(" abc"));
    assertThat(steps).hasToString("[trim, lowercase, substring(0, 3), prefix(' ')]");
  }

  @Test
  void shouldKeepNullAsSoonAsItAppears() throws Exception {
    assertThat(parse("nullif('')", "prefix(a)").apply(new Value.Text(""))).isEqualTo(Value.NULL);
    assertThat(parse("prefix(a)").apply(Value.NULL)).isEqualTo(Value.NULL);
  }

  /** A hash or a mask would hide it from the declared type. */
  @ParameterizedTest
  @CsvSource({"hash", "mask(0)", "digits", "nullif('')", "'map(A=b,else=c)'"})
  void shouldRefuseWhatTheSourceCouldNotDecode(String call) {
    assertThat(applied(call, "12\uFFFD")).isEqualTo("E_REPLACEMENT_CHAR");
    assertThat(applied(call, "12\uD83D")).isEqualTo("E_SURROGATE");
  }

  @Test
  void shouldSayWhichStepRefuses() {
    assertThat(refusal("decimal_comma", new Value.Text("secret")))
        .isEqualTo("decimal_comma: not a number with ',' before its decimals");
  }

  @Test
  void shouldOfferTheNamesForOneThatIsUnknown() {
    MalformedTransform malformed = malformed("Trim");
    assertThat(malformed).hasMessage("there is no transform 'Trim'");
    assertThat(malformed.suggestion()).startsWith("write one of lowercase, uppercase, trim, ");
    assertThat(malformed.unknownName()).contains("Trim");
    assertThat(malformed("trim(").unknownName()).isEmpty();
    assertThat(TRANSFORMS.names()).contains("trim", "hash").hasSize(descriptions().size());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "trim(1)             | trim: takes no arguments, not 1",
        "prefix              | prefix: takes 1 argument, not 0",
        "e164(DE,FR)         | e164: takes at most 1 argument, not 2",
        "substring           | substring: takes 1 to 2 arguments, not 0",
        "substring(1,2,3)    | substring: takes 1 to 2 arguments, not 3",
        "replace(a)          | replace: takes 2 arguments, not 1",
        "nullif              | nullif: takes at least 1 argument, not 0",
        "substring(a)        | substring: from must be a whole number from 0 to 1000000000, not 'a'",
        "substring(-1)       | substring: from must be a whole number from 0 to 1000000000, not '-1'",
        "substring(0, 1.5)   | substring: length must be a whole number from 0 to 1000000000, not '1.5'",
        "substring(99999999999) | substring: from must be a whole number from 0 to 1000000000, not '99999999999'",
        "split('', 0)        | split: separator must not be empty",
        "replace('', a)      | replace: text must not be empty",
        "pad_start(0, a)     | pad_start: length must be a whole number from 1 to 10000, not '0'",
        "pad_start(9, ab)    | pad_start: character must be one character, not 'ab'",
        "mask(4, '')         | mask: character must be one character, not ''",
        "hash(7)             | hash: digits must be a whole number from 8 to 64, not '7'",
        "hash(65)            | hash: digits must be a whole number from 8 to 64, not '65'",
        "e164(de)            | e164: region must be a country's two capital letters, such as DE, not 'de'",
        "scale(2, up)        | scale: rounding must be one of half_even, half_up, down, not 'up'",
        "date_part(Year)     | date_part: part must be one of year, quarter, month, day, day_of_week, day_of_year, week, week_year, hour, minute, second, not 'Year'",
        "in_zone(Berlin)     | in_zone: zone must be a time zone such as Europe/Berlin, UTC or +01:00, not 'Berlin'",
        "in_zone(UTC, first) | in_zone: choice must be one of earlier, later, not 'first'",
        "decode(utf-99)      | decode: charset must be an encoding such as utf-8, windows-1252 or utf-16le, not 'utf-99'",
        "decode('')          | decode: charset must be an encoding such as utf-8, windows-1252 or utf-16le, not ''",
        "map(A)              | map: from=to must be a pair of values with = between them and no blank around it, not 'A'",
        "map('A=b')          | map: from=to must be a pair of values with = between them and no blank around it, not 'A=b'",
        "map(A=b, B=c, D)    | map: from=to must be a pair of values with = between them and no blank around it, not 'D'",
        "map(=b)             | map: from=to must be a pair of values with = between them and no blank around it, not '=b'",
        "map(A=b,A=c)        | map: 'A' is listed twice",
        "map(A=b,else=c,else=d) | map: 'else' is listed twice",
        "map(else=b)         | map: lists no value beside else",
      })
  void shouldSayWhatIsWrongWithArguments(String text, String message) {
    MalformedTransform malformed = malformed(text);
    assertThat(malformed).hasMessage(message);
    assertThat(malformed.suggestion()).startsWith("write ").contains(", for example ");
  }

  @Test
  void shouldAskForAtLeastOneTransform() {
    assertThatThrownBy(() -> TRANSFORMS.parse(List.of()))
        .isInstanceOf(MalformedTransform.class)
        .hasMessage("the list of transforms is empty");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Trim", "1a", "f(", "f()", "f(A)", "a b", "f(a)b"})
  void shouldKnowNoOtherSignature(String signature) {
    assertThatThrownBy(() -> new TransformDescription(signature, "", "", "", ""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldSpellOutSignatures() {
    assertThat(Stream.of("trim", "substring(from, length?)").map(TransformsTest::parameters))
        .containsExactly("trim []", "substring [from, length?]");
    assertThat(shown(Value.NULL)).isEqualTo("NULL");
  }

  private static String parameters(String signature) {
    TransformDescription description = new TransformDescription(signature, "", "", "", "");
    return description.name() + " " + description.parameters();
  }
}
