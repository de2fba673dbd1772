/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.transform;

import static dev.tandem.model.transform.Applying.MEGABYTE;
import static dev.tandem.model.transform.Applying.SMILE;
import static dev.tandem.model.transform.Applying.applied;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextTransformsTest {
  /** U+0085, no-break, ogham, em, narrow no-break, ideographic space, line separator, tab. */
  private static final String BLANKS = "\u0085\u00a0\u1680\u2003\u202f\u3000\u2028\t \n\r\u000b\f";

  @ParameterizedTest(name = "{0}({1})")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "lowercase|ÀÉI\uD801\uDC00|àéi\uD801\uDC28",
        "lowercase|ΟΔΟΣ|οδος",
        "lowercase|``|``",
        "uppercase|ßi\uD801\uDC28|SSI\uD801\uDC00",
        "uppercase|e\u0301|E\u0301",
        "collapse_blanks|a\u00a0\u3000 b\tc|a b c",
        "collapse_blanks| \u00a0 |``",
        "substring(1, 2)|a\uD83D\uDE00\uD83D\uDE00b|\uD83D\uDE00\uD83D\uDE00",
        "substring(1)|\uD83D\uDE00b|b",
        "substring(2, 5)|abc|c",
        "substring(3, 5)|abc|``",
        "substring(9)|abc|``",
        "substring(0, 0)|abc|``",
        "substring(1, 1000000000)|abc|bc",
        "split(-, 0)|a-b-c|a",
        "split(-, 2)|a-b-c|c",
        "split(-, 3)|a-b-c|NULL",
        "split(-, -1)|a-b-c|c",
        "split(-, -3)|a-b-c|a",
        "split(-, -4)|a-b-c|NULL",
        "split(-, 0)|``|``",
        "split(-, 1)|``|NULL",
        "split(-, 1)|-|``",
        "split(--, 1)|a---b|-b",
        "split(--, -1)|a---b|-b",
        "split(., 1)|a.b|b",
        "split('\uD83D\uDE00', 1)|a\uD83D\uDE00b|b",
        "split(-, -1000000000)|a|NULL",
        "replace(a, '')|banana|bnn",
        "replace(., ,)|a.b|E",
        "replace(aa, b)|aaa|ba",
        "replace('$1', '\\\\')|a$1|a\\",
        "prefix('')|a|a",
        "suffix('\uD83D\uDE00')|a|a\uD83D\uDE00",
        "pad_start(3, '\uD83D\uDE00')|\uD83D\uDE00|\uD83D\uDE00\uD83D\uDE00\uD83D\uDE00",
        "pad_start(2, 0)|123|123",
        "pad_start(2, 0)|``|00",
        "digits|+49 (30) 12|493012",
        "digits|abc|``",
        "digits|1\u0663|E_TRANSFORM",
        "digits|1\uFF14|E_TRANSFORM",
        "digits|1\uD835\uDFD8|E_TRANSFORM",
        "digits|1\u00b2|1",
        "nfc|e\u0301\uD83D\uDE00|é\uD83D\uDE00",
        "nfc|\u212b|\u00c5",
        "strip_nul|\u0000\u0000|``",
      })
  void shouldTransformText(String call, String before, String after) {
    if (after.equals("E")) {
      assertThat(Applying.malformed(call)).hasMessage("an argument is missing");
      return;
    }
    assertThat(applied(call, before)).isEqualTo(after);
  }

  @Test
  void shouldCutEveryBlankOfUnicode() {
    assertThat(applied("trim", BLANKS + "a" + BLANKS + "b" + BLANKS)).isEqualTo("a" + BLANKS + "b");
    assertThat(applied("trim_start", BLANKS + "a" + BLANKS)).isEqualTo("a" + BLANKS);
    assertThat(applied("trim_end", BLANKS + "a" + BLANKS)).isEqualTo(BLANKS + "a");
    assertThat(applied("trim", BLANKS)).isEmpty();
    assertThat(applied("trim", "\u200b\ufeffa")).as("zero width is none").hasSize(3);
  }

  /** The property White_Space of the JDK's own Unicode tables, which a regex can ask for. */
  @Test
  void shouldAgreeWithUnicodeOnWhatIsBlank() {
    for (int c = 0; c <= Character.MAX_VALUE; c++) {
      assertThat(Blanks.isBlank((char) c))
          .as(Integer.toHexString(c))
          .isEqualTo(Character.toString(c).matches("\\p{IsWhite_Space}"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lowercase",
        "uppercase",
        "trim",
        "trim_start",
        "trim_end",
        "collapse_blanks",
        "substring(500000, 9)",
        "split(a, -1)",
        "split(' ', -9)",
        "replace(' ', aa)",
        "pad_start(10000, 0)",
        "digits",
        "nfc",
        "strip_nul",
        "hash",
        "mask(4)",
        "utf8_read_as_latin1",
        "unhex",
        "unbase64",
        "e164(DE)",
        "decimal_comma",
        "decimal_point",
        "parse_date(yyyy-MM-dd)",
        "nullif('')",
        "map(a=b, else=c)"
      })
  void shouldTakeLinearTime(String call) {
    for (String unit :
        new String[] {"a", " ", "1", "1.", "Ã©", SMILE, " a", "\u0301\u0316", "\u0000"}) {
      String text = unit.repeat(MEGABYTE / unit.length());
      assertThat(assertTimeout(Duration.ofSeconds(2), () -> applied(call, text))).isNotNull();
    }
  }

  @Test
  void shouldComposeAsManyMarksAsAnyScriptNeeds() {
    assertThat(applied("nfc", "u" + "\u0308".repeat(1_000))).startsWith("ü");
    assertThat(applied("nfc", "u" + "\u0308".repeat(1_001))).isEqualTo("E_TRANSFORM");
  }
}
