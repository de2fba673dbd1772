/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The build's bill of materials is that of the jars that the launcher puts on the class path. */
class BillOfMaterialsIT {
  private static final Path TARGET = Path.of("target");

  @Test
  void shouldListEveryJarOfTheClassPath() throws IOException {
    // Given
    Set<String> jars;
    try (Stream<Path> files = Files.list(TARGET.resolve("lib"))) {
      jars = files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    }

    // When
    JsonNode bill = new ObjectMapper().readTree(TARGET.resolve("bom.json").toFile());

    // Then
    Set<String> listed = new TreeSet<>();
    for (JsonNode component : bill.path("components")) {
      assertThat(component.path("purl").asText()).startsWith("pkg:maven/");
      listed.add(component.path("name").asText() + "-" + component.path("version").asText());
    }
    assertThat(jars)
        .isNotEmpty()
        .allMatch(jar -> listed.stream().anyMatch(jar::startsWith), "is among the components");
  }
}
