/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import dev.tandem.config.problem.ConfigCode;
import dev.tandem.model.transform.Transforms;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The reference of tandem.yaml, made from the same declarations that the reader uses. */
public final class ConfigReference {
  private static final String EXAMPLE = "example.yaml";

  private ConfigReference() {}

  /** A complete file with comments, which the reader finds clean. */
  public static String example() {
    try (InputStream in = ConfigReference.class.getResourceAsStream(EXAMPLE)) {
      if (in == null) {
        throw new IllegalStateException(EXAMPLE + " is missing from the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The page {@code docs/configuration.md}. */
  public static String markdown() {
    return Stream.of(
            ReferenceText.INTRODUCTION,
            "## Example\n\n```yaml\n" + example() + "```\n",
            ReferenceText.VALUES,
            ReferenceText.TRANSFORMS + transforms(),
            "## Keys\n\n" + ReferenceTables.of(RootKeys.SECTION),
            ReferenceText.KAFKA_PROPERTIES + refusedProperties(),
            ReferenceText.PROBLEMS + problems())
        .collect(Collectors.joining("\n"));
  }

  private static String refusedProperties() {
    Map<String, String> byReason = new LinkedHashMap<>();
    KafkaProperties.refused()
        .forEach(
            (property, reason) ->
                byReason.merge(reason, '`' + property + '`', (a, b) -> a + ", " + b));
    return byReason.entrySet().stream()
        .map(entry -> "| " + entry.getValue() + " | " + entry.getKey() + " |\n")
        .collect(Collectors.joining("", "| Property | Why |\n|---|---|\n", ""));
  }

  private static String transforms() {
    return Transforms.builtIn().descriptions().stream()
        .map(
            transform ->
                "| `"
                    + transform.signature()
                    + "` | "
                    + transform.meaning().replace("|", "\\|")
                    + " | `"
                    + transform.call().replace("|", "\\|")
                    + "` | `"
                    + transform.input().replace("\0", "\\u0000")
                    + "` | `"
                    + transform.output()
                    + "` |\n")
        .collect(
            Collectors.joining(
                "",
                "| Transform | What it does | Example | Before | After |\n|---|---|---|---|---|\n",
                ""));
  }

  private static String problems() {
    return Stream.of(ConfigCode.values())
        .map(code -> "| `" + code.code() + "` | " + code.meaning() + " | " + code.remedy() + " |\n")
        .collect(
            Collectors.joining("", "| Code | What is wrong | What to do |\n|---|---|---|\n", ""));
  }
}
