/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import static dev.tandem.cli.KafkaGrants.CAPTURE;
import static dev.tandem.cli.KafkaGrants.REPLAY;
import static dev.tandem.cli.KafkaGrants.SINK_DYNAMO;
import static dev.tandem.cli.KafkaGrants.SINK_POSTGRES;
import static dev.tandem.cli.KafkaGrants.TRANSFORM;
import static dev.tandem.cli.KafkaGrants.VERIFY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.cli.SecureKafka.Grant;
import dev.tandem.cli.wiring.Meters;
import dev.tandem.cli.wiring.Pipeline;
import dev.tandem.cli.wiring.PipelineProcess;
import dev.tandem.cli.wiring.Running;
import dev.tandem.cli.wiring.Verifier;
import dev.tandem.config.ConfigReader;
import dev.tandem.config.ConfigResult;
import dev.tandem.config.PipelineConfig;
import dev.tandem.local.PostgresSettings;
import dev.tandem.model.error.TandemException;
import dev.tandem.verify.EntityReport;
import dev.tandem.verify.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Kafka over TLS only, with a login, and with no more grants than the documentation lists. */
class SecureKafkaIT {
  private static final int PROBLEMS = 2;
  private static final String WRONG = "canary-wrong";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String DOMAINS =
      """
        sales:
          entities:
            orders: {from: shop.Orders, to: {postgres: {}}}
            log: {from: shop.Log, to: {dynamo: {table: Log, key: {pk: "{day}", sk: "{id}"}}}}
            joined:
              from: shop.Log
              lookup: {order: {from: shop.Orders, on: OrderId}}
              fields: {total: order.Total}
              to: {postgres: {}}
      """;

  @TempDir static Path serverFolder;
  @AutoClose private static ShopServers shop;
  private static Certificates certificates;
  private static SecureKafka kafka;
  private static int rows = 100;

  @TempDir Path folder;

  @BeforeAll
  static void startServers() throws SQLException, IOException {
    certificates =
        new Certificates(Files.createDirectory(serverFolder.resolve("certificates")))
            .make("broker", "ip:127.0.0.1")
            .make(TRANSFORM, "dns:transform");
    shop =
        ShopServers.start(
            serverFolder,
            SecureKafka.settings(certificates, "broker", TRANSFORM),
            List.of(),
            PostgresSettings.fast());
    kafka = new SecureKafka(shop.each().kafka(), certificates, KafkaGrants.perProcess());
    kafka.grantAll();
  }

  @BeforeEach
  void setPasswords() {
    for (String principal : List.of(CAPTURE, SINK_POSTGRES, SINK_DYNAMO, VERIFY, REPLAY)) {
      kafka.password(principal, passwordOf(principal));
    }
    VaultLogin.VAULT.put(VERIFY, passwordOf(VERIFY));
  }

  private static String passwordOf(String principal) {
    return "canary-" + principal;
  }

  /** The file of a process: transform shows a certificate, verify has a login module of its own. */
  private static ShopFile file(String principal) {
    Path trusted = certificates.trustStore("broker");
    ShopFile file = shop.file().withDomains(DOMAINS);
    return switch (principal) {
      case TRANSFORM -> kafka.byCertificate(file, principal, trusted);
      case VERIFY -> kafka.byPassword(file, principal, trusted, VaultLogin.class.getName());
      default -> kafka.byPassword(file, principal, trusted);
    };
  }

  private Pipeline pipeline(String principal) throws IOException {
    Path own = Files.createDirectories(folder.resolve(principal));
    Map<String, String> environment = environment(passwordOf(principal));
    PipelineConfig config =
        ((ConfigResult.Valid) ConfigReader.read(file(principal).in(own), environment::get))
            .config();
    return new Pipeline(config, config.kafka().orElseThrow(), own.resolve("work"));
  }

  private static Map<String, String> environment(String kafkaPassword) {
    Map<String, String> environment = new HashMap<>(shop.environment());
    environment.put("KAFKA_PASSWORD", kafkaPassword);
    return environment;
  }

  private Running start() throws IOException {
    Meters meters = new Meters();
    List<PipelineProcess> processes = new ArrayList<>();
    processes.add(pipeline(CAPTURE).capture(meters.capture()));
    processes.add(pipeline(TRANSFORM).transform(meters.transform()));
    processes.addAll(pipeline(SINK_POSTGRES).sinkPostgres(meters.postgres()));
    processes.add(pipeline(SINK_DYNAMO).sinkDynamo(meters.dynamo()));
    return Running.start(processes);
  }

  private void assertInStep(Running running) throws IOException, InterruptedException {
    List<EntityReport> reports = new ArrayList<>();
    new Verifier(pipeline(VERIFY), Limits.DEFAULT).verify(reports::add);
    running.check();
    assertThat(reports).hasSize(3).allMatch(EntityReport::agrees);
  }

  private static void change() throws SQLException {
    rows++;
    shop.mySql(
        "INSERT INTO shop.Orders VALUES (" + rows + ", 1, NULL)",
        "INSERT INTO shop.Log VALUES (" + rows + ", '2024-05-01', 1)");
  }

  @Test
  void shouldRunWithAPrincipalAndItsGrantsForEachProcess() throws Exception {
    try (Running running = start()) {
      assertInStep(running);
      change();
      assertInStep(running);
      shop.atPostgres("TRUNCATE sales.orders");
      CommandRun replayed = replay();
      assertThat(replayed.status()).as("%s", replayed.told()).isZero();
      assertInStep(running);
    }
    try (Running again = start()) {
      change();
      assertInStep(again);
    }
  }

  private CommandRun replay() throws IOException {
    Path own = Files.createDirectories(folder.resolve(REPLAY));
    return CommandRun.of(
        own,
        environment(passwordOf(REPLAY)),
        "replay",
        "-f",
        file(REPLAY).in(own).toString(),
        "--entity",
        "sales.orders",
        "--to",
        "postgres");
  }

  @ParameterizedTest
  @CsvSource({
    "capture, WRITE, shop.shop.Orders",
    "transform, READ, shop.shop.Orders",
    "transform, WRITE, shop.sales.orders",
    "sink-postgres, READ, shop.sales.orders",
    "sink-dynamo, READ, shop.sales.log",
  })
  void shouldNameTheTopicThatIsNotGranted(String process, AclOperation operation, String topic)
      throws Exception {
    Grant grant = new Grant(ResourceType.TOPIC, topic, operation);
    try (Running running = start()) {
      // Given
      assertInStep(running);

      // When
      kafka.take(process, grant);
      change();
      running.await();

      // Then
      assertThat(running.failure())
          .isInstanceOfSatisfying(
              TandemException.class,
              failure -> {
                assertThat(failure.code().code()).endsWith("-DENIED");
                assertThat(failure.code().exitStatus().status()).isEqualTo(PROBLEMS);
                assertThat(failure.line()).contains(topic, "docs/operations.md");
              });
    } finally {
      kafka.give(process, grant);
    }
  }

  @Test
  void shouldEndToReadALoginAnewThatIsRefusedLaterOn() throws Exception {
    try (Running running = start()) {
      // Given
      assertInStep(running);

      // When
      kafka.password(CAPTURE, "canary-new");
      shop.each().kafka().stop();
      shop.each().kafka().start();
      await().atMost(PATIENCE).until(() -> running.failure() != null);

      // Then
      assertThat(running.failure())
          .isInstanceOfSatisfying(
              TandemException.class,
              failure -> {
                assertThat(failure.code().code()).isEqualTo("TD-KFK-STALE");
                assertThat(failure.code().exitStatus().status()).isEqualTo(5);
                assertThat(failure.line()).doesNotContain(passwordOf(CAPTURE));
              });
    }
  }

  private CommandRun run(String command, ShopFile file, String password) {
    return CommandRun.of(folder, environment(password), command, "-f", file.in(folder).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"check", "capture", "transform", "sink-postgres", "sink-dynamo", "verify"})
  void shouldTellAWrongPassword(String command) {
    CommandRun run = run(command, file(CAPTURE), WRONG).failedInSentences(PROBLEMS);
    assertThat(run.problem("TD-KFK-LOGIN")).contains("SCRAM-SHA-512", "sasl.jaas.config");
    assertThat(run.told()).noneMatch(line -> line.contains(WRONG));
  }

  @ParameterizedTest
  @ValueSource(strings = {"check", "sink-postgres"})
  void shouldTellAnAuthorityThatIsNotTrusted(String command) {
    ShopFile file = kafka.byPassword(shop.file(), CAPTURE, certificates.trustStore(TRANSFORM));
    CommandRun run = run(command, file, passwordOf(CAPTURE)).failedInSentences(PROBLEMS);
    assertThat(run.problem("TD-KFK-TLS")).contains("certification path", "truststore");
  }

  @ParameterizedTest
  @ValueSource(strings = {"check", "sink-postgres"})
  void shouldTellAnotherHostName(String command) {
    String port = shop.each().kafka().bootstrapServers(SecureKafka.PASSWORDS).split(":", 2)[1];
    CommandRun run =
        run(command, file(CAPTURE).with("BOOTSTRAP", "localhost:" + port), passwordOf(CAPTURE))
            .failedInSentences(PROBLEMS);
    assertThat(run.problem("TD-KFK-TLS")).contains("localhost", "kafka.bootstrap");
  }

  @Test
  void shouldTellATruststoreThatIsNotThere() {
    ShopFile file = kafka.byPassword(shop.file(), CAPTURE, folder.resolve("nowhere.p12"));
    CommandRun run = run("check", file, passwordOf(CAPTURE)).failedInSentences(PROBLEMS);
    assertThat(run.problem("TD-KFK-SETTINGS")).contains("nowhere.p12", "kafka.properties");
  }
}
