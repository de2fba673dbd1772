/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.type.Value;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueTextTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "\"a\u001b[31mred\", \"'a\\u{1b}[31mred'\"",
        "\"a\r\nb\tc\", \"'a\\r\\nb\\tc'\"",
        "\"it's \\\", \"'it\\'s \\\\'\"",
        "\"a\u202eb\", \"'a\\u{202e}b'\"",
        "\"a\u00a0\", \"'a\\u{a0}'\"",
        "\"\u2028\", \"'\\u{2028}'\"",
        "\"\uD83D\", \"'\\u{d83d}'\"",
        "\"\uD83D\uDE00 é テ\", \"'\uD83D\uDE00 é テ'\"",
        "\"<script>\", \"'<script>'\""
      })
  void showsWhatATerminalWouldObeyOrHide(String text, String shown) {
    // When / Then
    assertThat(ValueText.of(new Value.Text(text))).isEqualTo(shown);
  }

  @Test
  void tellsTextFromNullAndNumbers() {
    // When / Then
    assertThat(ValueText.of(Value.NULL)).isEqualTo("NULL");
    assertThat(ValueText.of(new Value.Text("NULL"))).isEqualTo("'NULL'");
    assertThat(ValueText.of(new Value.Array(List.of(new Value.Text("a"), Value.NULL))))
        .isEqualTo("['a', NULL]");
    assertThat(ValueText.of(Value.Bytes.of(new byte[] {1, (byte) 0xff}))).isEqualTo("0x01ff");
  }

  @Test
  void cutsLongTextToWhereItDiffers() {
    // Given
    String same = "x".repeat(1_000);
    // When
    String one = ValueText.of(new Value.Text(same + "A"), new Value.Text(same + "B"));
    String other = ValueText.of(new Value.Text(same + "B"), new Value.Text(same + "A"));
    // Then
    assertThat(one).hasSizeLessThan(300).endsWith("xA' (1003 characters)").isNotEqualTo(other);
  }

  @Test
  void cutsLongTextFromItsBeginning() {
    // When
    String text = ValueText.of(new Value.Text("abc" + "x".repeat(1_000)));
    // Then
    assertThat(text).hasSizeLessThan(300).startsWith("'abcx").endsWith("... (1005 characters)");
  }
}
