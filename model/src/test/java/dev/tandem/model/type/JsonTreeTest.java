/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTreeTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"b\":1,\"a\":2}      | {\"a\":2,\"b\":1}",
        "1.0                    | 1",
        "1e2                    | 100.00",
        "-0                     | 0",
        "0.000                  | 0e5",
        "{\"a\":1,\"a\":2}      | {\"a\":2}",
        "\"\\u0041\"            | \"A\"",
        "[1, [2.50]]            | [1,[2.5]]",
      })
  void shouldBeEqualToAnotherSpellingOfTheSame(String one, String other) throws Refused {
    assertThat(JsonTree.parse(one))
        .isEqualTo(JsonTree.parse(other))
        .hasSameHashCodeAs(JsonTree.parse(other));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "[1,2]       | [2,1]",
        "1           | \"1\"",
        "null        | false",
        "{\"a\":null} | {}",
        "9007199254740993 | 9007199254740992",
        "\"a\"       | \"a \"",
      })
  void shouldDifferFromAnotherDocument(String one, String other) throws Refused {
    assertThat(JsonTree.parse(one)).isNotEqualTo(JsonTree.parse(other));
  }

  @Test
  void shouldKeepTheSpellingOfNumbers() throws Refused {
    assertThat(JsonTree.parse("{\"b\":1.10,\"a\":1e400}")).hasToString("{\"a\":1e400,\"b\":1.10}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{\"a\"}",
        "[1,]",
        "1 2",
        "{} {}",
        "NaN",
        "'a'",
        "01",
        "undefined",
        "1e99999999999",
        "1e-2000000000"
      })
  void shouldRefuseWhatIsNoDocument(String text) {
    assertRefused(text, ValueError.JSON);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\\ud83d\"", "[[\"a\\ud83d\\ud83d\"]]"})
  void shouldRefuseHalfACharacter(String text) {
    assertRefused(text, ValueError.SURROGATE);
  }

  @Test
  void shouldHoldWholeCharactersAndNul() throws Refused {
    assertThat(JsonTree.parse("\"\\ud83d\\ude00\\u0000\""))
        .isEqualTo(JsonTree.of("\uD83D\uDE00\u0000"));
  }

  @Test
  void shouldRefuseWhatIsNestedTooDeep() throws Refused {
    assertThat(JsonTree.parse("[".repeat(1_000) + "]".repeat(1_000)).root()).isNotNull();
    assertRefused("[".repeat(1_001) + "]".repeat(1_001), ValueError.JSON_DEPTH);
  }

  private static void assertRefused(String text, ValueError error) {
    assertThatThrownBy(() -> JsonTree.parse(text))
        .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.error()).isEqualTo(error));
  }
}
