/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.tandem.model.mapping.DynamoPlan;
import dev.tandem.model.mapping.ItemPart;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What items look like, and what they cannot look like. */
class AttributesTest {
  @TempDir Path directory;

  @Test
  void arrangesItems() {
    // When
    DynamoPlan plan =
        file("{Name: name, a.b: {c: [x, {d: y}]}}")
            .config()
            .mapping()
            .entities()
            .get(0)
            .dynamo()
            .orElseThrow();

    // Then
    assertThat(plan.attributes())
        .isEqualTo(
            Map.of(
                "Name", new ItemPart.OfField("name"),
                "a.b",
                    new ItemPart.OfMembers(
                        Map.of(
                            "c",
                            new ItemPart.OfItems(
                                List.of(
                                    new ItemPart.OfField("x"),
                                    new ItemPart.OfMembers(
                                        Map.of("d", new ItemPart.OfField("y")))))))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void oneMistakeIsOneProblem(String attributes, String problem) {
    String[] parts = problem.split(" ", 3);
    assertThat(file(attributes).problems())
        .containsExactly(
            "tandem.yaml:14:"
                + parts[0]
                + " "
                + parts[1]
                + " domains.a.entities.b.to.dynamo."
                + parts[2]);
  }

  static Stream<Arguments> mistakes() {
    String name = "write 1 to 255 characters that can be seen";
    return Stream.of(
        arguments(
            "{}",
            "25 TD-CFG-MISSING-KEY attributes: there is nothing in here; add at least one"
                + " <attribute>:, or remove the key"),
        arguments(
            "[x]",
            "25 TD-CFG-WRONG-KIND attributes: this is a list, not a map; write"
                + " <attribute>: and what belongs to it"),
        arguments(
            "{a: []}",
            "29 TD-CFG-BAD-VALUE attributes.a: the list is empty; write at least a" + " field"),
        arguments(
            "{a: {}}",
            "29 TD-CFG-MISSING-KEY attributes.a: there is nothing in here; add at"
                + " least one <attribute>:, or remove the key"),
        arguments(
            "{a: }",
            "28 TD-CFG-BAD-VALUE attributes.a: there is no value here; write a field, or"
                + " remove the key"),
        arguments(
            "{a: x, a: y}",
            "32 TD-CFG-DUPLICATE-KEY attributes.a: this key stands at line 14"
                + " already; keep one of the two"),
        arguments(
            "{a: {b: x, b: y}}",
            "36 TD-CFG-DUPLICATE-KEY attributes.a.b: this key stands at line 14"
                + " already; keep one of the two"),
        arguments(
            "{a: {b: [x, y]}, c: x}",
            "45 TD-CFG-CLASH attributes.c: the field x is in"
                + " attributes.a.b[0] already; remove one of the two, or make the column two fields"),
        arguments(
            "{\"\": x}", "26 TD-CFG-BAD-VALUE attributes.: '' is not an attribute's name; " + name),
        arguments(
            "{a: {\"b\\nc\": x}}",
            "30 TD-CFG-BAD-VALUE attributes.a.b?c: 'b?c' is not an" + " attribute's name; " + name),
        arguments("{pk: x}", reserved(26, "pk")),
        arguments("{sk: x}", reserved(26, "sk")),
        arguments("{ttl: {a: x}}", reserved(26, "ttl")),
        arguments("{_version: x}", reserved(26, "_version")),
        arguments("{gsi1pk: x}", reserved(26, "gsi1pk")),
        arguments(
            "{known: x}",
            "26 TD-CFG-CLASH attributes.known: the field known is an attribute of"
                + " this name already; give one of them another name here"),
        arguments(
            "{a: " + "[".repeat(32) + "x" + "]".repeat(32) + "}",
            "26 TD-CFG-BAD-VALUE attributes.a: DynamoDB takes no more than 31 maps in one another;"
                + " make it flatter"));
  }

  @ParameterizedTest
  @MethodSource("spellings")
  void takesWhatOnlyLooksWrong(String attributes) {
    assertThat(file(attributes).problems()).isEmpty();
  }

  static Stream<String> spellings() {
    return Stream.of(
        "{gsi1sk: x}",
        "{a: {pk: x, _version: y}}",
        "{known: x, Known: known}",
        "{a: " + "[".repeat(31) + "x" + "]".repeat(31) + "}");
  }

  private static String reserved(int column, String name) {
    return column
        + " TD-CFG-CLASH attributes."
        + name
        + ": Tandem itself writes an attribute of this name; give it another name";
  }

  private ConfigFile file(String attributes) {
    return new ConfigFile(
        directory,
        """
        name: loans
        source:
          mysql: {host: localhost, user: root, password: x, databases: [loans]}
        domains:
          a:
            entities:
              b:
                from: loans.T
                fields: {known: Known}
                to:
                  dynamo:
                    table: One
                    key: {pk: "{id}", sk: S}
                    attributes: ATTRIBUTES
                    indexes: {gsi1: {pk: "{x}"}}
                    ttl: "{at}"
        """
            .replace("ATTRIBUTES", attributes));
  }
}
