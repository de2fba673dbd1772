/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.cli.wiring.Meters;
import dev.tandem.cli.wiring.Pipeline;
import dev.tandem.cli.wiring.Running;
import dev.tandem.cli.wiring.Verifier;
import dev.tandem.config.ConfigReader;
import dev.tandem.config.ConfigResult;
import dev.tandem.config.PipelineConfig;
import dev.tandem.verify.EntityReport;
import dev.tandem.verify.Limits;
import dev.tandem.wire.DeadLetterTopic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Passwords change at the servers while the pipeline runs, their files a moment later. */
class SecretRotationIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  @Test
  void shouldGoOnOnceTheNewPasswordsAreInTheirFiles() throws Exception {
    try (ShopServers shop = ShopServers.start(folder)) {
      // Given
      makeUsers(shop);
      write("mysql", "first");
      write("postgres", "first");
      Pipeline pipeline = pipeline(shop);
      try (Running running = Running.start(pipeline.processes(new Meters()))) {
        assertInStep(pipeline, running);

        // When
        shop.atPostgres("ALTER ROLE rotating PASSWORD 'second'");
        shop.atPostgres(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'rotating'");
        shop.mySql("INSERT INTO shop.Orders VALUES (3, 1, NULL)");
        await().atMost(PATIENCE).until(this::isRefusedByPostgres);
        shop.mySql("ALTER USER rotating IDENTIFIED BY 'second'");
        awaitRefusalByMySql(shop);
        write("mysql", "second");
        write("postgres", "second");

        // Then
        shop.mySql("INSERT INTO shop.Orders VALUES (4, 1, NULL)");
        assertInStep(pipeline, running);
        assertThat(shop.postgres("SELECT order_id FROM sales.orders WHERE order_id > 2"))
            .containsExactlyInAnyOrder("3", "4");
      }
    }
  }

  private static void makeUsers(ShopServers shop) throws SQLException {
    shop.mySql(
        "CREATE USER rotating IDENTIFIED BY 'first'",
        "GRANT SELECT, RELOAD, REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO rotating");
    shop.atPostgres("CREATE ROLE rotating LOGIN PASSWORD 'first'");
    shop.atPostgres("GRANT CREATE ON DATABASE postgres TO rotating");
  }

  private boolean isRefusedByPostgres() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("postgres"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (Files.readString(file).contains("password authentication failed for user")) {
          return true;
        }
      }
      return false;
    }
  }

  private static void awaitRefusalByMySql(ShopServers shop) throws SQLException {
    String count = "SHOW GLOBAL STATUS LIKE 'Aborted_connects'";
    String before = shop.fromMySql(count).get(0);
    for (String session :
        shop.fromMySql("SELECT id FROM information_schema.processlist WHERE user = 'rotating'")) {
      shop.mySql("KILL " + session);
    }
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(shop.fromMySql(count)).first().isNotEqualTo(before));
  }

  private void write(String name, String password) throws IOException {
    Path fresh = Files.writeString(folder.resolve(name + ".new"), password + "\n");
    Files.move(fresh, secret(name), StandardCopyOption.ATOMIC_MOVE);
  }

  private Path secret(String name) {
    return folder.resolve(name + ".secret");
  }

  private Pipeline pipeline(ShopServers shop) throws IOException {
    Path file = shop.file().with("MYSQL_USER", "rotating").with("PG_USER", "rotating").in(folder);
    String text =
        Files.readString(file)
            .replace("${MYSQL_PASSWORD}", "${file:" + secret("mysql") + "}")
            .replace("${PG_PASSWORD}", "${file:" + secret("postgres") + "}");
    Files.writeString(file, text);
    PipelineConfig config = ((ConfigResult.Valid) ConfigReader.read(file, name -> null)).config();
    return new Pipeline(config, config.kafka().orElseThrow(), folder.resolve("work"));
  }

  private static void assertInStep(Pipeline pipeline, Running running) throws InterruptedException {
    List<EntityReport> reports = new ArrayList<>();
    new Verifier(pipeline, Limits.DEFAULT).verify(reports::add);
    running.check();
    assertThat(reports).hasSize(2).allMatch(EntityReport::agrees);
    assertThat(DeadLetterTopic.read(pipeline.kafka(), pipeline.names())).isEmpty();
  }
}
