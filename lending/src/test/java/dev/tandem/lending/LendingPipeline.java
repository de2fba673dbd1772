/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending;

import dev.tandem.config.ConfigReader;
import dev.tandem.config.ConfigResult;
import dev.tandem.config.PipelineConfig;
import dev.tandem.model.source.SourceKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The demo's pipeline, read as a user's file is. */
final class LendingPipeline {
  private static final Map<String, String> TARGETS =
      Map.ofEntries(
          Map.entry("LENDING_KAFKA_BOOTSTRAP", "127.0.0.1:9092"),
          Map.entry("LENDING_POSTGRES_HOST", "127.0.0.1"),
          Map.entry("LENDING_POSTGRES_PORT", "5432"),
          Map.entry("LENDING_POSTGRES_DATABASE", "postgres"),
          Map.entry("LENDING_POSTGRES_USER", "postgres"),
          Map.entry("LENDING_POSTGRES_PASSWORD", "secret"),
          Map.entry("LENDING_DYNAMO_REGION", "eu-central-1"),
          Map.entry("LENDING_DYNAMO_ENDPOINT", "http://127.0.0.1:8000"),
          Map.entry("LENDING_DYNAMO_ACCESS_KEY", "key"),
          Map.entry("LENDING_DYNAMO_SECRET_KEY", "secret"));

  private LendingPipeline() {}

  static Map<String, String> environment(SourceKind source) {
    String prefix = source == SourceKind.MYSQL ? "LENDING_MYSQL_" : "LENDING_SQLSERVER_";
    Map<String, String> environment = new HashMap<>(TARGETS);
    environment.put(prefix + "HOST", "127.0.0.1");
    environment.put(prefix + "PORT", "3306");
    environment.put(prefix + "USER", "root");
    environment.put(prefix + "PASSWORD", "secret");
    return environment;
  }

  static PipelineConfig read(SourceKind source, Path folder) {
    try {
      Path file = Files.writeString(folder.resolve("tandem.yaml"), LendingSchema.pipeline(source));
      ConfigResult result = ConfigReader.read(file, environment(source)::get);
      if (result instanceof ConfigResult.Valid valid) {
        return valid.config();
      }
      throw new AssertionError(result);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
