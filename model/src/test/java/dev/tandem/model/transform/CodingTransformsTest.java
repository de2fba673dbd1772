/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.transform;

import static dev.tandem.model.transform.Applying.SMILE;
import static dev.tandem.model.transform.Applying.applied;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.type.Value;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodingTransformsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"Müller", "10 €", "日本", SMILE, "naïve “quote” …", "\u00a0", "Ý", "\u0080"})
  void shouldRepairWhatWasReadAsLatin1(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    String asMySqlReadsIt = windows1252(utf8);
    String asIso88591 = new String(utf8, StandardCharsets.ISO_8859_1);
    assertThat(applied("utf8_read_as_latin1", asMySqlReadsIt)).isEqualTo(text);
    assertThat(applied("utf8_read_as_latin1", asIso88591)).isEqualTo(text);
  }

  /** As MySQL has it: the bytes that the JDK leaves open are control characters. */
  private static String windows1252(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (byte octet : bytes) {
      String c = new String(new byte[] {octet}, Charset.forName("windows-1252"));
      text.append(c.equals("\uFFFD") ? Character.toString(octet & 0xFF) : c);
    }
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "plain", "Müller", "Café", "SÃO", "日本", SMILE, "\u00bd", "aÃ"})
  void shouldLeaveAloneWhatCannotHaveBeenReadAsLatin1(String text) {
    assertThat(applied("utf8_read_as_latin1", text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Ã¼ü", "Ã¼日", "Ã¼Ã", "ü Ã¼", "â\u0082", "Ã¼" + SMILE, "í\u00a0\u0080"})
  void shouldRefuseWhatIsBoth(String text) {
    assertThat(applied("utf8_read_as_latin1", text)).isEqualTo("E_TRANSFORM");
  }

  @Test
  void shouldRepairTwiceOnlyWhenAskedTwice() throws Exception {
    String twice =
        windows1252(
            windows1252("ü".getBytes(StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
    assertThat(applied("utf8_read_as_latin1", twice)).isEqualTo("Ã¼");
    assertThat(
            Applying.parse("utf8_read_as_latin1", "utf8_read_as_latin1")
                .apply(new Value.Text(twice)))
        .isEqualTo(new Value.Text("ü"));
  }

  @ParameterizedTest
  @CsvSource({
    "decode(utf-8), 61f09f9880, a\uD83D\uDE00",
    "decode(utf-8), '', ''",
    "decode(utf-8), c3, E_TRANSFORM",
    "decode(utf-8), eda080, E_TRANSFORM",
    "decode(windows-1252), 80, €",
    "decode(windows-1252), 81, E_TRANSFORM",
    "decode(us-ascii), 80, E_TRANSFORM",
    "decode(utf-16le), 6100, a",
    "hex, 00ff, 00ff",
    "hex, '', ''",
    "base64, fb, +w==",
  })
  void shouldSpellBytesAsText(String call, String hex, String expected) {
    assertThat(applied(call, Value.Bytes.of(HexFormat.of().parseHex(hex)))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "unhex, 00Ff, 0x00ff",
    "unhex, '', 0x",
    "unhex, 0, E_TRANSFORM",
    "unhex, 0x00, E_TRANSFORM",
    "unhex, '00 ', E_TRANSFORM",
    "unhex, \uFF10\uFF10, E_TRANSFORM",
    "unbase64, +w==, 0xfb",
    "unbase64, '', 0x",
    "unbase64, -w==, E_TRANSFORM",
    "unbase64, '+w==\n', E_TRANSFORM",
    "unbase64, a, E_TRANSFORM",
    "hex, abcd, E_TRANSFORM",
    "base64, abcd, E_TRANSFORM",
    "decode(utf-8), abcd, E_TRANSFORM",
  })
  void shouldReadTextAsBytes(String call, String text, String expected) {
    assertThat(applied(call, text)).isEqualTo(expected);
  }
}
