/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.cli.Child;
import dev.tandem.cli.demo.DemoServers;
import dev.tandem.cli.demo.DemoSource;
import dev.tandem.cli.wiring.Pipeline;
import dev.tandem.cli.wiring.PipelineProgress;
import dev.tandem.cli.wiring.Verifier;
import dev.tandem.lending.LendingData;
import dev.tandem.lending.LendingWorkload;
import dev.tandem.lending.work.WorkloadPlan;
import dev.tandem.local.LocalPostgres;
import dev.tandem.verify.EntityReport;
import dev.tandem.verify.Limits;
import dev.tandem.wire.DeadLetterTopic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The lending company's pipeline on real servers, its processes in JVMs of their own. */
final class CrashRig implements AutoCloseable {
  static final List<String> COMMANDS =
      List.of("capture", "transform", "sink-postgres", "sink-dynamo");

  private final Path folder;
  private final DemoServers servers;
  private final Path file;
  private final List<Child> children = new ArrayList<>();

  private CrashRig(DemoSource source, Path folder, long rows, long seed) {
    this.folder = folder;
    this.servers = DemoServers.start(source, folder, message -> {});
    servers.load(new LendingData(seed, rows, Clock.systemUTC()), (loaded, total) -> {});
    servers.prepareTarget();
    this.file = harsh(servers.writeFile());
  }

  /** Servers in a folder, with so many rows at the source. */
  static CrashRig start(DemoSource source, Path folder, long rows, long seed) {
    return new CrashRig(source, folder, rows, seed);
  }

  /**
   * A process that was killed is missed by its group after 4 s, two write to PostgreSQL, and a
   * second transform keeps a copy of the first one's state.
   */
  private static Path harsh(Path file) {
    try {
      String text = Files.readString(file);
      text =
          below(
              "  bootstrap: ",
              "  properties: {session.timeout.ms: \"4000\", heartbeat.interval.ms: \"1000\"}",
              text);
      text = below("    url: \"jdbc:postgresql:", "    writers: 2", text);
      text = below("name: ", "state: {standby_replicas: 1}", text);
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text with another line below the one that begins like that, which must be there. */
  private static String below(String beginning, String added, String text) {
    String line = text.lines().filter(each -> each.startsWith(beginning)).findFirst().orElseThrow();
    return text.replace(line, line + "\n" + added);
  }

  DemoServers servers() {
    return servers;
  }

  Path file() {
    return file;
  }

  /** The pipeline as its file describes it. */
  Pipeline pipeline() {
    return DemoServers.pipeline(file);
  }

  /** Starts {@code ./tandem COMMAND}. */
  Child start(String command, String... options) {
    ProcessBuilder line =
        Child.tandem(List.of(options), List.of(command, "-f", file.toString()))
            .redirectErrorStream(true);
    line.environment().put("TANDEM_LOG_LEVEL", "DEBUG");
    Child child = Child.start(line, log(command));
    children.add(child);
    return child;
  }

  private Path log(String command) {
    return folder.resolve(command + "-" + children.size() + ".log");
  }

  /** Changes as fast as they go, over outages of the source. */
  WorkloadPlan plan(long seed) {
    return WorkloadPlan.of(seed).withPatience(Duration.ofMinutes(3));
  }

  LendingWorkload change(long seed, int changesPerSecond) {
    return LendingWorkload.start(
        servers.source(), plan(seed).withChangesPerSecond(changesPerSecond));
  }

  /** Compares every row, once the pipeline is as far as the source is now. */
  List<EntityReport> compare() throws InterruptedException {
    awaitApplied();
    List<EntityReport> reports = new ArrayList<>();
    new Verifier(pipeline(), Limits.DEFAULT).verify(reports::add);
    return reports;
  }

  /** Waits until both targets have all that the source has, and all that the topics hold. */
  void awaitApplied() throws InterruptedException {
    try (PipelineProgress progress = new PipelineProgress(pipeline())) {
      progress.awaitInStep();
    }
  }

  /** Asserts that both sides agree in every row and nothing was refused. */
  void assertInStep() throws InterruptedException {
    Pipeline pipeline = pipeline();
    assertThat(compare())
        .allSatisfy(
            report ->
                assertThat(report.agrees())
                    .as("%s%s", report, Traces.of(report, pipeline))
                    .isTrue());
    assertThat(DeadLetterTopic.read(pipeline.kafka(), pipeline.names())).isEmpty();
  }

  /** Where the sink to PostgreSQL stands in each lane. */
  Map<String, Long> positions() {
    Map<String, Long> positions = new HashMap<>();
    LocalPostgres postgres = servers.each().postgres();
    try (Connection session =
            DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
        Statement statement = session.createStatement();
        ResultSet found =
            statement.executeQuery(
                "SELECT topic || '-' || partition, coalesce(next_offset, 0)"
                    + " FROM tandem.sink_position")) {
      while (found.next()) {
        positions.put(found.getString(1), found.getLong(2));
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    return positions;
  }

  /** SIGKILL for all that run. */
  void killAll() {
    children.forEach(Child::close);
  }

  @Override
  public void close() {
    killAll();
    servers.close();
  }
}
