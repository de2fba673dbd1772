/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import dev.tandem.cli.wiring.Pipeline;
import dev.tandem.config.DynamoTarget;
import dev.tandem.config.KafkaConfig;
import dev.tandem.config.PipelineConfig;
import dev.tandem.config.PostgresTarget;
import dev.tandem.config.Secret;
import dev.tandem.local.LocalDynamo;
import dev.tandem.local.LocalKafka;
import dev.tandem.local.LocalPostgres;
import dev.tandem.local.LocalServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Stands in for the servers that a file leaves out, with their data below the pipeline's folder.
 */
final class EmbeddedServers implements AutoCloseable {
  private final List<LocalServer> servers = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final PipelineConfig config;
  private final KafkaConfig kafka;
  private final Path folder;

  private EmbeddedServers(PipelineConfig config, Path folder) {
    this.folder = folder;
    this.kafka = config.kafka().orElseGet(this::startKafka);
    this.config =
        new PipelineConfig(
            config.name(),
            config.source(),
            Optional.of(kafka),
            config
                .postgres()
                .or(() -> goesTo(config, true) ? Optional.of(startPostgres()) : Optional.empty()),
            config
                .dynamo()
                .or(() -> goesTo(config, false) ? Optional.of(startDynamo()) : Optional.empty()),
            config.deadLetters(),
            config.cloudWatch(),
            config.state(),
            config.mapping());
  }

  static EmbeddedServers start(PipelineConfig config, Path folder) {
    return new EmbeddedServers(config, folder);
  }

  private static boolean goesTo(PipelineConfig config, boolean postgres) {
    boolean byPattern = postgres && !config.mapping().patterns().isEmpty();
    return byPattern
        || config.mapping().entities().stream()
            .anyMatch(
                entity -> postgres ? entity.postgres().isPresent() : entity.dynamo().isPresent());
  }

  private KafkaConfig startKafka() {
    LocalKafka broker = LocalKafka.start(folder.resolve("kafka"));
    servers.add(broker);
    notes.add("embedded Kafka at " + broker.bootstrapServers());
    return KafkaConfig.of(broker.bootstrapServers());
  }

  private PostgresTarget startPostgres() {
    LocalPostgres server = LocalPostgres.start(folder.resolve("postgres"));
    servers.add(server);
    notes.add("embedded PostgreSQL at " + server.jdbcUrl() + ", user " + server.user());
    return new PostgresTarget(
        server.jdbcUrl(), server.user(), new Secret(server.password(), Optional.empty()), true);
  }

  private DynamoTarget startDynamo() {
    LocalDynamo server = LocalDynamo.start(folder.resolve("dynamo"));
    servers.add(server);
    notes.add("embedded DynamoDB Local at " + server.endpoint());
    return new DynamoTarget(
        server.region(),
        Optional.of(server.endpoint()),
        Optional.of(
            new DynamoTarget.Credentials(
                new Secret(server.accessKey(), Optional.empty()),
                new Secret(server.secretKey(), Optional.empty()))),
        true);
  }

  /** The pipeline, all its servers known. */
  Pipeline pipeline() {
    return new Pipeline(config, kafka, folder);
  }

  /** Where the embedded servers are, for people. */
  List<String> notes() {
    return List.copyOf(notes);
  }

  @Override
  public void close() {
    for (int i = servers.size() - 1; i >= 0; i--) {
      servers.get(i).close();
    }
  }
}
