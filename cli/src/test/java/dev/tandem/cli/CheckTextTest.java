/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.model.preflight.Findings;
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
  void shouldHaveTheScriptInJson() throws JsonProcessingException {
    // When
    JsonNode json = new ObjectMapper().readTree(CheckText.json(found(Optional.of(SCRIPT))));
    // Then
    assertThat(json.get("script").asText()).isEqualTo(SCRIPT);
  }
}
