/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.cli.SecureKafka.Grant;
import dev.tandem.local.PostgresSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets and rows that each hold the word canary, and everything that is printed over faults. */
class CanaryIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int REFUSED = 2;

  private static final String DOMAINS =
      """
        sales:
          entities:
            orders:
              from: shop.Orders
              fields:
                note: {from: Note, type: string(18)}
                hashed: {from: Note, transform: hash(16)}
              to: {postgres: {}}
            log:
              from: shop.Log
              to: {dynamo: {table: Log, key: {pk: "{id}"}}}
      """;

  @TempDir static Path serverFolder;
  @AutoClose private static ShopServers shop;
  private static SecureKafka kafka;
  private static Certificates certificates;

  @TempDir Path folder;

  @BeforeAll
  static void startServers() throws SQLException, IOException {
    certificates =
        new Certificates(Files.createDirectory(serverFolder.resolve("certificates")))
            .make("broker", "ip:127.0.0.1");
    shop =
        ShopServers.start(
            serverFolder,
            SecureKafka.settings(certificates, "broker", "broker"),
            List.of(),
            PostgresSettings.fast());
    kafka = new SecureKafka(shop.each().kafka(), certificates, Map.of("all", everything()));
    kafka.grantAll();
    kafka.password("all", "canary-kafka");
    shop.mySql(
        "CREATE USER reader IDENTIFIED BY 'canary-mysql'",
        "GRANT SELECT, RELOAD, REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO reader");
    shop.atPostgres("CREATE ROLE writer SUPERUSER LOGIN PASSWORD 'canary-postgres'");
  }

  private static Set<Grant> everything() {
    return Stream.of(ResourceType.TOPIC, ResourceType.GROUP, ResourceType.TRANSACTIONAL_ID)
        .map(type -> new Grant(type, "*", AclOperation.ALL))
        .collect(Collectors.toSet());
  }

  private static Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("MYSQL_PASSWORD", "canary-mysql");
    environment.put("PG_PASSWORD", "canary-postgres");
    environment.put("KAFKA_PASSWORD", "canary-kafka");
    environment.put("MASKING_KEY", "canary-masking-key-of-many-bytes");
    environment.put("TANDEM_LOG_LEVEL", "DEBUG");
    return environment;
  }

  private Path file() {
    ShopFile file = shop.file().withDomains(DOMAINS).with("MYSQL_USER", "reader");
    return kafka
        .byPassword(file.with("PG_USER", "writer"), "all", certificates.trustStore("broker"))
        .with("NAME", "shop\nmasking_key: \"\\${MASKING_KEY}\"")
        .in(folder);
  }

  @Test
  void shouldPrintNoSecretAndNoRowWhateverFails() throws Exception {
    String file = file().toString();
    Map<String, String> json = environment();
    json.put("TANDEM_LOG_FORMAT", "json"); // all that text has, and whole stack traces
    try (CommandRun run = CommandRun.start(folder, json, "run", "-f", file)) {
      awaitRows(run, 2);
      refuseRows();
      await().atMost(PATIENCE).until(() -> letters(run) >= REFUSED);
      cutOff();
      shop.mySql("INSERT INTO shop.Orders VALUES (20, 1, 'canary-20')");
      awaitRows(run, 3);
      assertThat(everyCommandLine()).doesNotContain("canary-");
      assertThat(threads(run)).doesNotContain("canary-");
      run.terminate();
      assertThat(run.endsWithin(Duration.ofSeconds(20))).isTrue();
      assertThat(run.err()).allMatch(CanaryIT::isLogged);
      assertThat(run.err())
          .anyMatch(line -> line.contains("\"level\":\"DEBUG\""))
          .anyMatch(line -> line.contains("\"stackTrace\":"))
          .anyMatch(line -> line.contains("\"code\":\"E_LENGTH\""));
      assertNoCanary(run);
    }
    for (String secret : List.of("MYSQL_PASSWORD", "PG_PASSWORD", "KAFKA_PASSWORD")) {
      Map<String, String> wrong = environment();
      wrong.put(secret, "canary-wrong");
      assertNoCanary(CommandRun.of(folder, wrong, "check", "-f", file));
    }
    assertNoCanary(CommandRun.of(folder, environment(), "check", "-f", file));
    assertThat(left()).isEmpty();
  }

  /** One that the mapping refuses, and one that only the target does. */
  private static void refuseRows() throws SQLException {
    shop.atPostgres("ALTER TABLE sales.orders ADD CHECK (note <> 'canary-target')");
    shop.mySql(
        "INSERT INTO shop.Orders VALUES (10, 1, 'canary-too-long-1234')",
        "INSERT INTO shop.Orders VALUES (11, 1, 'canary-target')");
  }

  /** All servers but DynamoDB end the sessions that they have. */
  private static void cutOff() throws SQLException {
    for (String session :
        shop.fromMySql("SELECT id FROM information_schema.processlist WHERE user = 'reader'")) {
      shop.mySql("KILL " + session);
    }
    shop.each().postgres().kill();
    shop.each().postgres().start();
    shop.each().kafka().stop();
    shop.each().kafka().start();
  }

  private static void awaitRows(CommandRun run, int rows) {
    await()
        .atMost(PATIENCE)
        .failFast(() -> assertThat(run.lives()).as("%s", run.told()).isTrue())
        .ignoreExceptions()
        .until(() -> shop.postgres("SELECT order_id FROM sales.orders").size() == rows);
  }

  private static long letters(CommandRun run) {
    return run.told().stream().filter(line -> line.contains("dead letter ")).count();
  }

  /** Whether a line is an object that says at least when, how grave and what. */
  private static boolean isLogged(String line) {
    try {
      JsonNode told = new ObjectMapper().readTree(line);
      return told.hasNonNull("time") && told.hasNonNull("level") && told.hasNonNull("message");
    } catch (IOException e) {
      return false;
    }
  }

  private static void assertNoCanary(CommandRun run) {
    assertThat(run.told()).isNotEmpty().noneMatch(line -> line.contains("canary-"));
  }

  private static String everyCommandLine() {
    return ProcessHandle.current()
        .descendants()
        .map(process -> Path.of("/proc", Long.toString(process.pid()), "cmdline"))
        .map(CanaryIT::content)
        .collect(Collectors.joining("\n"));
  }

  private static String content(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }

  private static String threads(CommandRun run) throws IOException {
    Path jstack = Path.of(System.getProperty("java.home"), "bin", "jstack");
    Process process = new ProcessBuilder(jstack.toString(), Long.toString(run.pid())).start();
    String found = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(found).contains("sink-postgres");
    return found;
  }

  /** Files that the processes have left beside the file of the pipeline. */
  private List<Path> left() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> found = new ArrayList<>();
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (content(file).contains("canary-")) {
          found.add(file);
        }
      }
      return found;
    }
  }
}
