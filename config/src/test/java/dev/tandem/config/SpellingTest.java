/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.config.problem.Spelling;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {
  private static final List<String> KNOWN =
      List.of("source", "server_id", "databases", "bootstrap", "pk", "sk", "key", "type", "from");

  @ParameterizedTest
  @CsvSource({
    "sources, source",
    "sorce, source",
    "suorce, source",
    "serverId, server_id",
    "server-id, server_id",
    "bootstrap_servers, bootstrap",
    "data, databases",
    "form, from",
    "tpye, type",
    "PK, pk",
    "colour,",
    "x,",
    "'',"
  })
  void theNearestWordIsFoundAndNoneThatIsFar(String written, String meant) {
    // Given
    Optional<String> expected = Optional.ofNullable(meant);

    // When
    Optional<String> nearest = Spelling.nearest(written, KNOWN);

    // Then
    assertThat(nearest).isEqualTo(expected);
  }
}
