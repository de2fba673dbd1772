/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.cli.demo.DemoServers;
import dev.tandem.cli.demo.DemoSource;
import dev.tandem.cli.wiring.Meters;
import dev.tandem.cli.wiring.Pipeline;
import dev.tandem.cli.wiring.PipelineProcess;
import dev.tandem.cli.wiring.Running;
import dev.tandem.cli.wiring.Verifier;
import dev.tandem.lending.LendingData;
import dev.tandem.verify.EntityReport;
import dev.tandem.verify.Limits;
import dev.tandem.wire.DeadLetterTopic;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(600)
class LoadIT {
  private static final long ROWS = 5_000;

  /** An entity in which no change of a row could be told from another. */
  private static final String NO_REVISION =
      """
      domains:
        lending:
          entities:
            customer:
              from: loans.Customers
              drop: [Revision]
              to: {postgres: {}}
      """;

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @EnumSource(DemoSource.class)
  void shouldLoadAPipelineAndMeasureBothTargets(DemoSource source) throws Exception {
    try (DemoServers servers = start(source)) {
      Path file = servers.writeFile();
      Pipeline pipeline = DemoServers.pipeline(file);
      try (Running running = Running.start(pipeline.processes(new Meters()))) {
        // When
        Path report = folder.resolve("report");
        int status =
            load(file, "--duration", "20s", "--slo", "p99=60s", "--report", report.toString());

        // Then
        running.check();
        assertThat(status).as("%s %s", out, err).isZero();
        JsonNode json = lastLine();
        assertThat(json.get("sloMet").booleanValue()).isTrue();
        assertThat(json.get("lost").intValue()).isZero();
        assertThat(json.get("committed").intValue()).isBetween(3_000, 5_500);
        assertThat(json.at("/targets/postgres/samples").intValue()).isGreaterThan(150);
        assertThat(json.at("/targets/dynamo/samples").intValue()).isGreaterThan(150);
        assertThat(json.at("/targets/dynamo/p50Ms").doubleValue()).isPositive();
        assertThat(json.at("/targets/postgres/entities")).hasSize(6);
        assertThat(json.at("/targets/dynamo/entities")).hasSize(2);
        assertThat(err.toString()).contains("in flight").doesNotContain("TD-");
        assertThat(Files.readString(report.resolve("load.html"))).contains("<svg");
        assertThat(report.resolve("load.json")).isNotEmptyFile();
        assertInStep(pipeline);
      }
    }
  }

  @Test
  void shouldMissTheObjectiveWhileASinkStandsStill() throws Exception {
    try (DemoServers servers = start(DemoSource.MYSQL)) {
      Path file = servers.writeFile();
      Pipeline pipeline = DemoServers.pipeline(file);
      List<PipelineProcess> others = new ArrayList<>(pipeline.processes(new Meters()));
      others.removeIf(process -> process.name().equals("sink-dynamo"));
      try (Running running = Running.start(others)) {
        Running sink = Running.start(List.of(pipeline.sinkDynamo(new Meters().dynamo())));
        CompletableFuture<Integer> status =
            CompletableFuture.supplyAsync(() -> load(file, "--duration", "15s", "--slo", "max=3s"));
        try {
          // When
          Awaitility.await()
              .atMost(Duration.ofMinutes(3))
              .until(() -> err.toString().contains("in flight") || status.isDone());
          assertThat(sink.stop(Duration.ofSeconds(10))).isTrue();
          TimeUnit.SECONDS.sleep(5); // it stands still for that long
        } finally {
          sink.close();
        }
        try (Running again = Running.start(List.of(pipeline.sinkDynamo(new Meters().dynamo())))) {
          // Then
          assertThat(status.get(4, TimeUnit.MINUTES)).as("%s %s", out, err).isEqualTo(6);
          again.check();
        }
        running.check();
      }
      assertThat(err.toString()).contains("TD-LOAD-OBJECTIVE: ").contains("dynamo max was");
      JsonNode json = lastLine();
      assertThat(json.get("sloMet").booleanValue()).isFalse();
      assertThat(json.get("lost").intValue()).isZero();
      assertThat(json.at("/targets/dynamo/maxMs").doubleValue()).isGreaterThan(4_000);
      assertThat(json.at("/targets/dynamo/p99Ms").doubleValue()).isGreaterThan(3_000);
    }
  }

  @Test
  void shouldWriteIntoNoDatabaseButTheSample() throws Exception {
    try (DemoServers servers = start(DemoSource.MYSQL)) {
      Path file = servers.writeFile();

      // When one column is another than the sample's
      mysql(servers, "ALTER TABLE loans.Payments ADD COLUMN Ours INT");
      String before = checksum(servers);

      // Then
      assertThat(load(file, "--duration", "5s")).as("%s", err).isEqualTo(2);
      assertThat(err.toString())
          .contains("TD-LOAD-FOREIGN: ")
          .contains("Payments with other columns than the sample's");
      assertThat(checksum(servers)).isEqualTo(before);
      assertThat(load(file, "--duration", "5s", "--database", "mysql")).isEqualTo(2);
      assertThat(load(file, "--duration", "5s", "--create")).isEqualTo(2);
      assertThat(checksum(servers)).isEqualTo(before);

      // When no target takes a table of the sample
      mysql(servers, "ALTER TABLE loans.Payments DROP COLUMN Ours");
      String whole = checksum(servers);
      String text = Files.readString(file);
      Files.writeString(file, text.substring(0, text.indexOf("domains:")) + NO_REVISION);
      err.getBuffer().setLength(0);
      assertThat(load(file, "--duration", "5s")).as("%s", err).isEqualTo(2);
      assertThat(err.toString()).contains("TD-LOAD-UNPROBED: ");
      assertThat(load(file, "--duration", "5s", "--create")).as("%s", err).isEqualTo(2);
      assertThat(checksum(servers)).isEqualTo(whole);
    }
  }

  private DemoServers start(DemoSource source) {
    DemoServers servers = DemoServers.start(source, folder.resolve("servers"), line -> {});
    servers.load(new LendingData(1, ROWS, Clock.systemUTC()), (rows, total) -> {});
    servers.prepareTarget();
    return servers;
  }

  private int load(Path file, String... arguments) {
    List<String> line = new ArrayList<>();
    line.addAll(List.of("load", "-f", file.toString(), "--rate", "200", "--warm-up", "5s"));
    line.addAll(List.of("--json"));
    line.addAll(List.of(arguments));
    return Main.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(line.toArray(String[]::new));
  }

  private JsonNode lastLine() throws Exception {
    List<String> lines = out.toString().lines().toList();
    return new ObjectMapper().readTree(lines.get(lines.size() - 1));
  }

  private static void assertInStep(Pipeline pipeline) throws InterruptedException {
    List<EntityReport> reports = new ArrayList<>();
    new Verifier(pipeline, Limits.DEFAULT).verify(reports::add);
    assertThat(reports).hasSize(11).allMatch(EntityReport::agrees);
    assertThat(DeadLetterTopic.read(pipeline.kafka(), pipeline.names())).isEmpty();
  }

  private static void mysql(DemoServers servers, String sql) throws Exception {
    try (Connection session = session(servers);
        Statement statement = session.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String checksum(DemoServers servers) throws Exception {
    try (Connection session = session(servers);
        Statement statement = session.createStatement();
        var row = statement.executeQuery("CHECKSUM TABLE loans.Customers, loans.Payments")) {
      StringBuilder all = new StringBuilder();
      while (row.next()) {
        all.append(row.getString(2)).append(' ');
      }
      return all.toString();
    }
  }

  private static Connection session(DemoServers servers) throws Exception {
    var server = servers.source();
    return DriverManager.getConnection(
        "jdbc:mysql://"
            + server.host()
            + ':'
            + server.port()
            + "/?sslMode=DISABLED&allowPublicKeyRetrieval=true",
        server.user(),
        server.password());
  }
}
