/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.config.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A tandem.yaml for a test: a clean one with every section, parts of which a test replaces. */
final class ConfigFile {
  static final Map<String, String> ENVIRONMENT =
      Map.of("MYSQL_PASSWORD", "m-secret", "PG_PASSWORD", "p-secret", "WORD", "sesame");

  private static final String CLEAN =
      """
      name: loans
      revision: 1
      source:
        mysql:
          host: db.internal
          port: 3306
          user: tandem
          password: "${MYSQL_PASSWORD}"
          databases: [loans]
      kafka:
        bootstrap: kafka-1:9092
        retention: 90d
      targets:
        postgres:
          url: jdbc:postgresql://pg/loans
          user: tandem
          password: "${PG_PASSWORD}"
        dynamo:
          region: eu-central-1
      domains:
        lending:
          naming: snake_case
          entities:
            customer:
              from: loans.Customers
              fields:
                phone: Phone
              to:
                postgres: {}
            log:
              from: loans.Logs
              to:
                dynamo:
                  table: Logs
                  key: {pk: "L#{log_id}"}
      """;

  private final Path file;
  private String text;

  ConfigFile(Path directory) {
    this(directory, CLEAN);
  }

  ConfigFile(Path directory, String text) {
    this.file = directory.resolve("tandem.yaml");
    this.text = text;
  }

  ConfigFile with(String old, String replacement) {
    assertThat(text).containsOnlyOnce(old);
    text = text.replace(old, replacement);
    return this;
  }

  PipelineConfig config() {
    ConfigResult result = read();
    assertThat(result).isInstanceOf(ConfigResult.Valid.class);
    return ((ConfigResult.Valid) result).config();
  }

  /** The problems as a user sees them, with the file's name alone. */
  List<String> problems() {
    return result(read()).stream()
        .map(problem -> problem.toString().replace(file.toString(), "tandem.yaml"))
        .toList();
  }

  static List<Problem> result(ConfigResult result) {
    return result instanceof ConfigResult.Invalid invalid ? invalid.problems() : List.of();
  }

  private ConfigResult read() {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return ConfigReader.read(file, ENVIRONMENT::get);
  }
}
