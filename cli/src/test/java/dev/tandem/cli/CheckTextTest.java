/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.model.preflight.Findings;
import dev.tandem.model.source.ForeignKey;
import dev.tandem.model.source.TableId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CheckTextTest {
  private static final String SCRIPT = "USE [sales];\nGO\n";

  private static Examination found(Optional<String> script) {
    return new Examination(
        Map.of("source", List.of("TD-SQS-CDC: sales: no.")),
        List.of(),
        new Findings(List.of(), List.of("rows")),
        script);
  }

  @Test
  void shouldPrintTheScriptLastAndAsItIs() {
    // When
    List<String> lines = CheckText.lines(found(Optional.of(SCRIPT)));
    // Then
    assertThat(lines)
        .startsWith("source      TD-SQS-CDC: sales: no.")
        .endsWith("USE [sales];", "GO");
  }

  @Test
  void shouldSayNothingOfAScriptWhereThereIsNone() throws JsonProcessingException {
    // When
    List<String> lines = CheckText.lines(found(Optional.empty()));
    JsonNode json = new ObjectMapper().readTree(CheckText.json(found(Optional.empty())));
    // Then
    assertThat(lines).hasSize(2);
    assertThat(json.get("script").isNull()).isTrue();
  }

  @Test
  void shouldListForeignKeysWhoseEffectsAreLookedUp() throws JsonProcessingException {
    // Given
    ForeignKey key =
        new ForeignKey(
            "of_sale",
            TableId.of("shop", "lines"),
            List.of("sale", "tenant"),
            TableId.of("shop", "sales"),
            List.of("id", "tenant"),
            ForeignKey.Action.SET_NULL,
            ForeignKey.Action.NO_ACTION);
    Examination found =
        new Examination(
            Map.of(),
            List.of(),
            new Findings(List.of(), List.of(), List.of(key)),
            Optional.empty());

    // When
    List<String> lines = CheckText.lines(found);
    JsonNode json = new ObjectMapper().readTree(CheckText.json(found)).path("cascades");

    // Then
    assertThat(lines)
        .singleElement()
        .asString()
        .startsWith(
            "cascade     shop.lines (sale, tenant) REFERENCES shop.sales (id, tenant)"
                + " ON DELETE SET NULL: ");
    assertThat(json.toString())
        .isEqualTo(
            "[{\"name\":\"of_sale\",\"child\":\"shop.lines\",\"columns\":[\"sale\",\"tenant\"],"
                + "\"parent\":\"shop.sales\",\"parentColumns\":[\"id\",\"tenant\"],"
                + "\"onDelete\":\"SET NULL\",\"onUpdate\":\"NO ACTION\",\"emulated\":true}]");
  }

  @Test
  void shouldHaveTheScriptInJson() throws JsonProcessingException {
    // When
    JsonNode json = new ObjectMapper().readTree(CheckText.json(found(Optional.of(SCRIPT))));
    // Then
    assertThat(json.get("script").asText()).isEqualTo(SCRIPT);
  }
}
