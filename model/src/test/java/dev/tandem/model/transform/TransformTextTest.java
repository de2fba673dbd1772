/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.transform;

import static dev.tandem.model.transform.Applying.malformed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.transform.Arguments.Argument;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransformTextTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "trim                        | trim       | []",
        "trim()                      | trim       | []",
        "` trim ( ) `                | trim       | []",
        "substring(0,10)             | substring  | [0][10]",
        "substring( 0 , 10 )         | substring  | [0][10]",
        "f('a, b)',\"it's\")         | f          | [a, b)][it's]",
        "f('it\\'s', \"\\\"\", '\\\\') | f        | [it's][\"][\\]",
        "f('')                       | f          | []",
        "f('',\"\")                  | f          | [][]",
        "f(Ä-\uD83D\uDE00/é.1)       | f          | [Ä-\uD83D\uDE00/é.1]",
        "f(')')                      | f          | [)]",
        "map(A=b,'C'='d e',F='',''=g,'='=h) | map | [A=b][C=d e][F=][=g][==h]",
      })
  void shouldReadANameAndItsArguments(String text, String name, String arguments) throws Exception {
    TransformText.Call call = TransformText.parse(text);
    assertThat(call.name()).isEqualTo(name);
    StringBuilder found = new StringBuilder();
    call.arguments().forEach(argument -> found.append('[').append(argument.text()).append(']'));
    assertThat(found.isEmpty() ? "[]" : found.toString()).isEqualTo(arguments);
  }

  @Test
  void shouldTellAnEqualsSignOutsideOfQuotesFromOneInside() throws Exception {
    assertThat(TransformText.parse("f(a=b, 'a=b', 'a=b'=c, ''=c, else=x, 'else'=x)").arguments())
        .isEqualTo(
            List.of(
                new Argument("a=b", false, 1),
                new Argument("a=b", true, -1),
                new Argument("a=b=c", true, 3),
                new Argument("=c", true, 0),
                new Argument("else=x", false, 4),
                new Argument("else=x", true, 4)));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``                | no transform is written",
        "`  `              | no transform is written",
        "(0)               | '(0)' does not begin with the name of a transform",
        "trim lowercase    | after the name 'trim' stands 'lowercase'",
        "trim, lowercase   | after the name 'trim' stands ', lowercase'",
        "trim()x           | after the closing parenthesis stands 'x'",
        "trim())           | after the closing parenthesis stands ')'",
        "trim(             | the closing parenthesis is missing",
        "trim(a            | the closing parenthesis is missing",
        "trim(a,           | the closing parenthesis is missing",
        "f(a,)             | an argument is missing",
        "f(,a)             | an argument is missing",
        "f('a)             | a quoted argument has no end",
        "f('a\\n')         | a backslash stands before a character that needs none",
        "f('a\\            | a backslash stands before a character that needs none",
        "f(a b)            | before 'b)' neither a comma nor the end is in sight",
        "f('a' 'b')        | before ''b')' neither a comma nor the end is in sight",
        "f('a''b')         | before ''b')' neither a comma nor the end is in sight",
        "f('a'b)           | before 'b)' neither a comma nor the end is in sight",
        "f(a'b')           | before ''b')' neither a comma nor the end is in sight",
        "f(a\\b)           | before '\\b)' neither a comma nor the end is in sight",
        "f(trim())         | a transform cannot stand inside another",
        "f(A = b)          | before '= b)' neither a comma nor the end is in sight",
      })
  void shouldSayWhatIsWrongWithTheSpelling(String text, String message) {
    MalformedTransform malformed = malformed(text);
    assertThat(malformed).hasMessage(message);
    assertThat(malformed.suggestion()).isNotEmpty();
  }

  @Test
  void shouldRejectWhatIsTooLongToBeATransform() throws Exception {
    String longest = "prefix('" + "a".repeat(19_990) + "')";
    assertThat(TransformText.parse(longest).name()).isEqualTo("prefix");
    assertThat(malformed(longest + " "))
        .hasMessage("a transform of 20001 characters is too long to be one");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(", ")", "f(", "'", "\\", "a", " ", "f('", "a,", "=", "\u0000", "\uD83D", "((((a"
      })
  void shouldRejectHostileTextFast(String piece) {
    for (int length : new int[] {19_000, 100_000}) {
      String text = "f(" + piece.repeat(length / piece.length());
      MalformedTransform malformed =
          Assertions.assertTimeout(Duration.ofMillis(500), () -> malformed(text));
      assertThat(malformed.getMessage()).hasSizeLessThan(200);
      assertThat(malformed.suggestion()).hasSizeLessThan(1_000);
    }
  }
}
