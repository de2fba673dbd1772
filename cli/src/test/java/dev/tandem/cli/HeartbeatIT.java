/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.cli.wiring.Meters;
import dev.tandem.cli.wiring.Observed;
import dev.tandem.cli.wiring.Pipeline;
import dev.tandem.cli.wiring.Running;
import dev.tandem.cli.wiring.Verifier;
import dev.tandem.config.ConfigReader;
import dev.tandem.config.ConfigResult;
import dev.tandem.config.PipelineConfig;
import dev.tandem.status.PipelineStatus;
import dev.tandem.status.PipelineStatus.EntityStatus;
import dev.tandem.status.PipelineStatus.Problem;
import dev.tandem.status.PipelineStatus.TargetStatus;
import dev.tandem.status.StatusReader;
import dev.tandem.status.Watched;
import dev.tandem.verify.EntityReport;
import dev.tandem.verify.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How old that is what the targets show, measured by a row that goes all the way. */
@Timeout(400)
class HeartbeatIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final String HEARTBEAT =
      "databases: [shop], heartbeat: {table: shop.tandem_heartbeat, every: 1s}";
  private static final String TABLE =
      "CREATE TABLE shop.tandem_heartbeat (pipeline VARCHAR(100) CHARACTER SET ascii PRIMARY KEY,"
          + " beat BIGINT NOT NULL, written_at DATETIME(6) NOT NULL)";

  @TempDir private Path folder;

  @Test
  void shouldTellHowOldTheTargetsAreWhateverStandsStill() throws Exception {
    try (ShopServers shop = ShopServers.start(folder)) {
      shop.mySql(TABLE);
      Pipeline pipeline = pipeline(shop, HEARTBEAT);
      assertThat(pipeline.sourceProblems()).isEmpty();
      try (StatusReader reader = reader(pipeline)) {
        try (Running running = start(pipeline)) {
          // When nothing happens at the source
          PipelineStatus status = await(reader, now -> all(now, age -> age < 10));

          // Then
          assertThat(status.targets()).allMatch(target -> target.reason() == null);
          assertThat(status.entities())
              .extracting(EntityStatus::entity)
              .containsExactly("sales.orders", "sales.log");
          assertThat(shop.postgres("SELECT count(*) FROM tandem.heartbeat")).containsExactly("1");
          assertThat(verified(pipeline)).hasSize(2).allMatch(EntityReport::agrees);

          // When the heartbeat cannot be written
          try (Connection session = session(shop);
              Statement statement = session.createStatement()) {
            statement.execute("LOCK TABLES shop.tandem_heartbeat READ");
            status = await(reader, now -> all(now, age -> age > 12) && isUnwritten(now));
          }

          // Then the pipeline goes on, and so does the heartbeat by itself
          assertThat(status.entities())
              .allMatch(entity -> entity.state().name().equals("STREAMING"));
          await(reader, now -> all(now, age -> age < 10) && !isUnwritten(now));
          running.check();
        }

        // When nobody reads it back any more
        PipelineStatus gone = await(reader, now -> all(now, age -> age > 11));

        // Then it goes on growing, also for one who has not seen it before
        assertThat(gone.targets()).allMatch(target -> target.reason() != null);
        try (StatusReader other = reader(pipeline)) {
          assertThat(all(other.read(), age -> age > 11)).isTrue();
        }
      }
    }
  }

  @Test
  void shouldWriteNothingAtTheSourceUnlessItIsAskedTo() throws Exception {
    try (ShopServers shop = ShopServers.start(folder)) {
      shop.mySql(TABLE);
      Pipeline pipeline = pipeline(shop, "databases: [shop]");
      String before = executed(shop);
      try (Running running = start(pipeline);
          StatusReader reader = reader(pipeline)) {
        // When
        assertThat(verified(pipeline)).hasSize(2).allMatch(EntityReport::agrees);
        PipelineStatus status = await(reader, now -> now.problems().isEmpty());

        // Then
        assertThat(status.targets())
            .containsExactly(
                new TargetStatus("postgres", null, null), new TargetStatus("dynamo", null, null));
        assertThat(executed(shop)).isEqualTo(before);
        assertThat(shop.made().toString()).doesNotContain("heartbeat");
        running.check();
      }
    }
  }

  private Pipeline pipeline(ShopServers shop, String databases) throws IOException {
    Path file = shop.file().in(folder);
    Files.writeString(file, Files.readString(file).replace("databases: [shop]", databases));
    PipelineConfig config =
        ((ConfigResult.Valid) ConfigReader.read(file, shop.environment()::get)).config();
    return new Pipeline(config, config.kafka().orElseThrow(), folder.resolve("work"));
  }

  private static Running start(Pipeline pipeline) {
    Meters meters = new Meters();
    return Running.start(
        new Observed(pipeline, "test", meters.byProcess(pipeline))
            .processes(pipeline.processes(meters)));
  }

  private static StatusReader reader(Pipeline pipeline) {
    return new StatusReader(pipeline.kafka(), pipeline.names(), Watched.of(pipeline.mapping()));
  }

  /** Whatever is awaited, no age is ever negative. */
  private static PipelineStatus await(StatusReader reader, Predicate<PipelineStatus> condition) {
    return Awaitility.await().atMost(LIMIT).until(() -> read(reader), condition);
  }

  private static PipelineStatus read(StatusReader reader) {
    PipelineStatus status = reader.read();
    assertThat(status.targets())
        .extracting(TargetStatus::target)
        .containsExactly("postgres", "dynamo");
    assertThat(status.targets())
        .allMatch(target -> target.freshnessSeconds() == null || target.freshnessSeconds() >= 0);
    return status;
  }

  private static boolean all(PipelineStatus status, Predicate<Double> age) {
    return status.targets().stream().allMatch(target -> is(target.freshnessSeconds(), age));
  }

  private static boolean is(@Nullable Double seconds, Predicate<Double> age) {
    return seconds != null && age.test(seconds);
  }

  private static boolean isUnwritten(PipelineStatus status) {
    return status.problems().stream().map(Problem::code).anyMatch("TD-CAP-HEARTBEAT"::equals);
  }

  private static List<EntityReport> verified(Pipeline pipeline) throws InterruptedException {
    List<EntityReport> reports = new ArrayList<>();
    new Verifier(pipeline, Limits.DEFAULT).verify(reports::add);
    return reports;
  }

  /** All transactions of the source so far. */
  private static String executed(ShopServers shop) throws SQLException {
    return shop.fromMySql("SELECT @@global.gtid_executed").get(0);
  }

  private static Connection session(ShopServers shop) throws SQLException {
    return DriverManager.getConnection(
        shop.each().mySql().jdbcUrl("mysql"),
        shop.each().mySql().user(),
        shop.each().mySql().password());
  }
}
