/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.letters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.type.ValueError;
import dev.tandem.wire.DeadLetterTopic.Filed;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LettersTest {
  private static final Filed FIRST = Filing.letter(1, "E_LENGTH");
  private static final Filed SECOND = Filing.settled(Filing.letter(2, "E_LENGTH"));
  private static final Filed THIRD = Filing.letter(3, "E_RULE");
  private static final Filed FOURTH =
      Filing.letter(4, "sink-postgres", "sales.log", "TD-PG-23514", "");
  private static final Filed FIFTH = Filing.letter(5, "E_LENGTH");
  private static final List<Filed> ALL = List.of(FIRST, SECOND, THIRD, FOURTH, FIFTH);

  @Test
  void shouldGroupWhatWasRefusedAlikeTheMostFirst() {
    // When
    List<LetterGroup> groups = LetterGroup.of(ALL);

    // Then
    assertThat(groups).extracting(LetterGroup::count).containsExactly(3, 1, 1);
    LetterGroup first = groups.get(0);
    assertThat(first.code()).isEqualTo("E_LENGTH");
    assertThat(first.open()).isEqualTo(2);
    assertThat(first.firstMillis()).isEqualTo(1_000);
    assertThat(first.lastMillis()).isEqualTo(5_000);
    assertThat(first.example()).isEqualTo(FIFTH);
    assertThat(LetterGroup.of(List.of())).isEmpty();
  }

  @Test
  void shouldShowAnOpenLetterOfAGroupIfThereIsOne() {
    assertThat(LetterGroup.of(List.of(FIRST, SECOND)).get(0).example()).isEqualTo(FIRST);
    assertThat(LetterGroup.of(List.of(SECOND)).get(0).example()).isEqualTo(SECOND);
  }

  @ParameterizedTest
  @ValueSource(strings = {"3", "p.shop.orders-2@103", "transform sales.orders p.shop.orders-2@103"})
  void shouldFindALetterByItsNumberItsPlaceAndItsKey(String place) {
    LetterChoice choice = new LetterChoice("", "", List.of(place));
    assertThat(choice.of(ALL)).containsExactly(THIRD);
    assertThat(choice.unknown(ALL)).isEmpty();
  }

  @Test
  void shouldTakeThoseThatMeetEveryCondition() {
    assertThat(new LetterChoice("sales.orders", "E_LENGTH", List.of("1", "3", "4")).of(ALL))
        .containsExactly(FIRST);
    assertThat(new LetterChoice("", "", List.of()).of(ALL)).isEqualTo(ALL);
    assertThat(new LetterChoice("", "", List.of("3", "9", "p.shop.orders-2@1")).unknown(ALL))
        .containsExactly("9", "p.shop.orders-2@1");
  }

  @Test
  void shouldHaveARemedyForEveryCode() {
    for (ValueError error : ValueError.values()) {
      assertThat(Remedies.of(error.code())).as(error.code()).contains("retry");
    }
    assertThat(Remedies.of("TD-PG-23514")).contains("constraint");
    assertThat(Remedies.of("TD-DDB-COLLISION")).contains("templates");
    assertThat(Remedies.of("E_RAW_KEY")).contains("drop the letter");
  }

  @Test
  void shouldKnowTheLetterThatStandsForOneThatWasTriedAgain() {
    // Given
    Filed same = Filing.letter(10, "sink-postgres", "sales.orders", "TD-PG-23514", "r/0");
    Filed otherRow = Filing.letter(11, "transform", "sales.orders", "E_RULE", "r/1");
    Filed otherEntity = Filing.letter(12, "transform", "sales.log", "E_RULE", "r/0");
    Filed ofDynamo = Filing.letter(13, "sink-dynamo", "sales.orders", "TD-DDB-REFUSED", "r/0");

    // When / Then
    assertThat(Retry.refused(FIRST, "r/0", List.of(otherRow, otherEntity, same))).contains(same);
    assertThat(Retry.refused(FIRST, "r/0", List.of(Filing.settled(same)))).isEmpty();
    assertThat(Retry.refused(FIRST, "r/0", List.of(otherRow, otherEntity, FIFTH))).isEmpty();
    Filed inPostgres = Filing.letter(1, "sink-postgres", "sales.orders", "TD-PG-23514", "");
    assertThat(Retry.refused(inPostgres, "r/0", List.of(ofDynamo))).isEmpty();
    assertThat(Retry.refused(inPostgres, "r/0", List.of(ofDynamo, same))).contains(same);
  }
}
