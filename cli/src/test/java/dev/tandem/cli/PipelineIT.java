/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.capture.CaptureMeter;
import dev.tandem.cli.wiring.Pipeline;
import dev.tandem.cli.wiring.Running;
import dev.tandem.cli.wiring.Verifier;
import dev.tandem.config.ConfigReader;
import dev.tandem.config.ConfigResult;
import dev.tandem.config.PipelineConfig;
import dev.tandem.local.LocalServers;
import dev.tandem.local.MySqlRelease;
import dev.tandem.local.MySqlSettings;
import dev.tandem.local.PostgresSettings;
import dev.tandem.sink.SinkMeter;
import dev.tandem.verify.EntityReport;
import dev.tandem.verify.Limits;
import dev.tandem.wire.DeadLetterTopic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineIT {
  @TempDir Path folder;

  @Test
  void shouldBringBothTargetsInStep() throws IOException, SQLException, InterruptedException {
    try (LocalServers servers =
        LocalServers.in(folder)
            .kafka()
            .mySql(MySqlSettings.of(MySqlRelease.chosen()))
            .postgres(PostgresSettings.fast())
            .dynamo(256)
            .start()) {
      Path file = folder.resolve("tandem.yaml");
      Files.writeString(
          file,
          """
          name: shop
          source:
            mysql: {host: 127.0.0.1, port: %d, user: %s, password: "%s", databases: [shop]}
          kafka: {bootstrap: "%s", partitions: 4}
          targets:
            postgres: {url: "%s", user: %s, password: "%s", create: true}
            dynamo: {region: %s, endpoint: "%s", access_key: "%s", secret_key: "%s", create: true}
          domains:
            sales:
              entities:
                orders: {from: shop.Orders, to: {postgres: {}}}
                log:
                  from: shop.Log
                  to:
                    dynamo: {table: Log, key: {pk: "{day}", sk: "{id}"}, indexes: {gsi1: {pk: "O#{order_id}", sk: "{id}"}}}
          """
              .formatted(
                  servers.mySql().port(),
                  servers.mySql().user(),
                  servers.mySql().password(),
                  servers.kafka().bootstrapServers(),
                  servers.postgres().jdbcUrl(),
                  servers.postgres().user(),
                  servers.postgres().password(),
                  servers.dynamo().region(),
                  servers.dynamo().endpoint(),
                  servers.dynamo().accessKey(),
                  servers.dynamo().secretKey()));
      try (Connection session =
              DriverManager.getConnection(
                  servers.mySql().jdbcUrl("mysql"),
                  servers.mySql().user(),
                  servers.mySql().password());
          Statement statement = session.createStatement()) {
        statement.execute("CREATE DATABASE shop");
        statement.execute(
            "CREATE TABLE shop.Orders (OrderId INT PRIMARY KEY, Total DECIMAL(10,2), Note VARCHAR(20) DEFAULT 'x')");
        statement.execute(
            "CREATE TABLE shop.Log (Id BIGINT PRIMARY KEY, Day DATE NOT NULL, OrderId INT)");
        statement.execute("INSERT INTO shop.Orders VALUES (1, 1.5, NULL), (2, 2.5, 'b')");
        statement.execute(
            "INSERT INTO shop.Log VALUES (1, '2024-01-01', 1), (2, '2024-01-02', NULL)");

        PipelineConfig config =
            ((ConfigResult.Valid) ConfigReader.read(file, name -> null)).config();
        Pipeline pipeline =
            new Pipeline(config, config.kafka().orElseThrow(), folder.resolve("work"));
        assertThat(pipeline.sourceProblems()).isEmpty();
        assertThat(pipeline.kafkaProblems()).isEmpty();
        assertThat(pipeline.postgresProblems()).isEmpty();
        try (Running running =
            Running.start(
                List.of(
                    pipeline.capture(new CaptureMeter()),
                    pipeline.transform(),
                    pipeline.sinkPostgres(new SinkMeter()),
                    pipeline.sinkDynamo(new SinkMeter())))) {
          statement.execute("UPDATE shop.Orders SET OrderId = 3 WHERE OrderId = 2");
          statement.execute("UPDATE shop.Log SET Day = '2024-02-01' WHERE Id = 1");
          statement.execute("DELETE FROM shop.Orders WHERE OrderId = 1");
          List<EntityReport> reports = new ArrayList<>();
          new Verifier(pipeline, Limits.DEFAULT).verify(reports::add);
          running.check();
          reports.forEach(report -> ReportText.lines(report).forEach(System.out::println));
          assertThat(reports).hasSize(2).allMatch(EntityReport::agrees);
          assertThat(DeadLetterTopic.read(pipeline.kafka(), pipeline.names())).isEmpty();
        }
      }
    }
  }
}
