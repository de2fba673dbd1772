/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class SealsTest {
  private final Seals seals = new Seals(9);

  @Test
  void shouldHandOutEachSealOnce() {
    // When
    Set<Seals.Seal> taken = new HashSet<>();
    for (int i = 0; i < 9; i++) {
      taken.add(seals.take("books").orElseThrow());
    }

    // Then
    assertThat(taken).hasSize(9).allMatch(seal -> seal.table().equals("books"));
    assertThat(seals.take("books")).isEmpty();
    assertThat(seals.take("loans")).isPresent();
  }

  @Test
  void shouldKeepTheSealThatServedAndAvoidTheOneThatDidNot() {
    // Given
    Seals.Seal first = seals.take("books").orElseThrow();

    // Then
    seals.giveBack(first);
    assertThat(seals.take("books")).contains(first);
    seals.layAside(first);
    assertThat(seals.take("books").orElseThrow()).isNotEqualTo(first);
  }

  @Test
  void shouldBreakEachSealOfTheTableBeforeItReturnsAndOnlyOnce() {
    // Given
    List<Map<String, AttributeValue>> put = new ArrayList<>();

    // When
    seals.breakAll("books", put::add);
    seals.breakAll("books", put::add);

    // Then
    assertThat(Set.copyOf(put))
        .hasSize(9)
        .contains(Map.of("entry", AttributeValue.fromS("books|seal:8")));
    assertThat(put).hasSize(9);
    assertThat(seals.take("books")).isEmpty();
    assertThat(seals.take("loans")).isPresent();
  }

  @Test
  void shouldGoOnBreakingWhereItWasStopped() {
    // Given
    List<Map<String, AttributeValue>> put = new ArrayList<>();

    // When
    assertThatThrownBy(
            () ->
                seals.breakAll(
                    "books",
                    key -> {
                      if (put.size() == 5) {
                        throw new IllegalStateException("away");
                      }
                      put.add(key);
                    }))
        .hasMessage("away");
    seals.breakAll("books", put::add);

    // Then
    assertThat(Set.copyOf(put)).hasSize(9);
    assertThat(put).hasSize(9);
  }

  @Test
  void shouldHandOutNoneOnceOneIsFoundBroken() {
    // When
    Optional<Seals.Seal> before = seals.take("books");
    seals.foundBroken("books");

    // Then
    assertThat(before).isPresent();
    assertThat(seals.take("books")).isEmpty();
  }
}
