/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CausesTest {
  private final Exception innermost = new ConnectException("refused");
  private final Exception middle = new IOException("no route", innermost);
  private final Exception outermost = new IllegalStateException(null, middle);

  @Test
  void shouldGoFromTheOutermostToTheRoot() {
    // When / Then
    assertThat(Causes.of(outermost)).containsExactly(outermost, middle, innermost);
    assertThat(Causes.root(outermost)).isSameAs(innermost);
    assertThat(Causes.root(innermost)).isSameAs(innermost);
  }

  @Test
  void shouldFindTheOutermostOfAKind() {
    // When / Then
    assertThat(Causes.find(outermost, IOException.class)).containsSame((IOException) middle);
    assertThat(Causes.find(outermost, Error.class)).isEmpty();
  }

  @Test
  void shouldFindWordsInAnyMessage() {
    // When / Then
    assertThat(Causes.say(outermost, "unheard of", "refus")).isTrue();
    assertThat(Causes.say(outermost, "unheard of")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "'Gone.', 'Gone'",
    "'  Gone. \nTry again.', 'Gone'",
    "'Gone. For good', 'Gone. For good'",
    "'\n', ''",
    ", 'null'"
  })
  void shouldMakeTheFirstLineFitIntoASentence(String message, String line) {
    // When / Then
    assertThat(Causes.firstLine(message)).isEqualTo(line);
  }
}
