/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a user is told who has got something wrong: each thing in a line, and nothing is touched.
 */
class BadInputIT {
  private static final int PROBLEMS = 2;

  /** Nobody listens there. */
  private static final String CLOSED = "1";

  @TempDir static Path serverFolder;
  @AutoClose private static ShopServers shop;

  @TempDir Path folder;
  private Set<String> before = Set.of();

  @BeforeAll
  static void startServers() throws SQLException {
    shop = ShopServers.start(serverFolder);
  }

  @BeforeEach
  void lookAround() {
    before = shop.made();
  }

  private CommandRun check(ShopFile file) {
    return CommandRun.of(folder, shop.environment(), "check", "-f", file.in(folder).toString());
  }

  private CommandRun checkText(String text) throws IOException {
    Files.writeString(folder.resolve("tandem.yaml"), text);
    return CommandRun.of(folder, Map.of(), "check").failedInSentences(PROBLEMS);
  }

  private void assertUntouched() {
    assertThat(shop.made()).as("topics and tables that are there").isEqualTo(before);
  }

  @Test
  void shouldTellTenMistakesInTenLines() throws IOException {
    // When
    CommandRun run = checkText(resource("ten-mistakes.yaml"));

    // Then
    assertThat(run.err())
        .containsExactly(
            ("TD-CLI-FILE: tandem.yaml has 10 problems; nothing was started.\n"
                    + resource("ten-mistakes.txt").strip())
                .split("\n"));
  }

  @Test
  void shouldTellThatThereIsNoFile() {
    CommandRun run =
        CommandRun.of(folder, Map.of(), "run", "-f", "nowhere.yaml").failedInSentences(PROBLEMS);
    assertThat(run.problem("TD-CLI-FILE")).contains("nowhere.yaml has a problem");
    assertThat(run.err())
        .hasSize(2)
        .last()
        .asString()
        .startsWith("nowhere.yaml TD-CFG-UNREADABLE ")
        .contains("-f");
  }

  @Test
  void shouldTellThatTheFileIsEmpty() throws IOException {
    assertThat(checkText("").err())
        .hasSize(2)
        .last()
        .asString()
        .startsWith("tandem.yaml")
        .contains("TD-CFG-EMPTY")
        .contains("name:");
  }

  @Test
  void shouldTellWhereTheFileIsNoYaml() throws IOException {
    assertThat(checkText("name: shop\nsource: {mysql: [}\n").err())
        .hasSize(2)
        .last()
        .asString()
        .startsWith("tandem.yaml:2:")
        .contains("TD-CFG-SYNTAX");
  }

  @Test
  void shouldTellThatThereAreTwoSources() throws IOException {
    assertThat(
            checkText(
                    """
                    name: shop
                    source:
                      mysql: {host: localhost, user: root, password: x, databases: [shop]}
                      sqlserver: {host: localhost, user: sa, password: x, databases: [shop]}
                    domains:
                      sales: {entities: {order: {from: shop.Orders, to: {postgres: {}}}}}
                    """)
                .err())
        .hasSize(2)
        .last()
        .asString()
        .startsWith("tandem.yaml:4:3 TD-CFG-CONFLICT source.sqlserver: ")
        .endsWith("keep one of the two");
  }

  @Test
  void shouldTellWhatCommandsThereAre() {
    CommandRun run = CommandRun.of(folder, Map.of(), "chekc").failedInSentences(PROBLEMS);
    assertThat(run.err())
        .anyMatch(line -> line.contains("Did you mean"))
        .anyMatch(line -> line.contains("check"));
  }

  @Test
  void shouldTellEachServerThatIsNotThere() {
    // When
    CommandRun run =
        check(
            shop.file()
                .with("MYSQL_PORT", CLOSED)
                .with("BOOTSTRAP", "127.0.0.1:1")
                .with("PG_URL", "jdbc:postgresql://127.0.0.1:1/shop")
                .with("DYNAMO", "http://127.0.0.1:1"));

    // Then
    run.failedInSentences(PROBLEMS);
    assertThat(run.problems()).hasSize(4);
    assertThat(run.problem("TD-MYS-UNREACHABLE"))
        .startsWith("source ")
        .contains("MySQL at 127.0.0.1:1", "Connection refused", "Check source.mysql host and port");
    assertThat(run.problem("TD-KFK-UNREACHABLE"))
        .startsWith("kafka ")
        .contains("Kafka at 127.0.0.1:1", "Check kafka.bootstrap");
    assertThat(run.problem("TD-PG-UNREACHABLE"))
        .startsWith("postgres ")
        .contains("PostgreSQL at 127.0.0.1:1/shop", "refused", "Check targets.postgres.url");
    assertThat(run.problem("TD-DDB-UNAVAILABLE"))
        .startsWith("dynamo ")
        .contains("DynamoDB at 127.0.0.1:1", "endpoint");
    assertUntouched();
  }

  @Test
  void shouldTellThatMySqlRefusesThePassword() {
    // Given
    Map<String, String> environment = with("MYSQL_PASSWORD", "canary-wrong");
    String file = shop.file().in(folder).toString();

    // When
    CommandRun check = CommandRun.of(folder, environment, "check", "-f", file);
    CommandRun capture = CommandRun.of(folder, environment, "capture", "-f", file);

    // Then
    for (CommandRun run : List.of(check, capture)) {
      run.failedInSentences(PROBLEMS);
      assertThat(run.problem("TD-MYS-DENIED"))
          .contains("MySQL at 127.0.0.1:", "as root", "Check user and password");
      assertThat(run.told()).noneMatch(line -> line.contains("canary-wrong"));
    }
    assertUntouched();
  }

  @Test
  void shouldTellThatPostgresRefusesThePassword() {
    // When
    CommandRun run =
        CommandRun.of(
            folder,
            with("PG_PASSWORD", "canary-wrong"),
            "check",
            "-f",
            shop.file().in(folder).toString());

    // Then
    run.failedInSentences(PROBLEMS);
    assertThat(run.problems()).hasSize(1);
    assertThat(run.problem("TD-PG-LOGIN"))
        .startsWith("postgres ")
        .contains("PostgreSQL at 127.0.0.1:", "Check user, password and database");
    assertThat(run.told()).noneMatch(line -> line.contains("canary-wrong"));
    assertUntouched();
  }

  @Test
  void shouldEndAllProcessesWhenPostgresRefusesThePasswordOfOne() {
    // When
    CommandRun run =
        CommandRun.of(
            folder,
            with("PG_PASSWORD", "canary-wrong"),
            "run",
            "-f",
            shop.file().with("NAME", "refused").in(folder).toString());

    // Then
    run.failedInSentences(PROBLEMS);
    assertThat(run.problems()).hasSize(1);
    assertThat(run.err().get(run.err().size() - 1))
        .startsWith("TD-PG-LOGIN: PostgreSQL at 127.0.0.1:")
        .contains("Check user, password and database");
    assertThat(run.told()).noneMatch(line -> line.contains("canary-wrong"));
  }

  @Test
  void shouldTellTheGrantsThatAreMissing() throws SQLException {
    // Given
    shop.mySql("CREATE USER reader IDENTIFIED BY 'secret'", "GRANT SELECT ON shop.* TO reader");

    // When
    CommandRun run =
        CommandRun.of(
            folder,
            with("MYSQL_PASSWORD", "secret"),
            "check",
            "-f",
            shop.file().with("MYSQL_USER", "reader").in(folder).toString());

    // Then
    run.failedInSentences(PROBLEMS);
    assertThat(run.problems())
        .hasSize(3)
        .allMatch(line -> line.startsWith("source      TD-MYS-PRIVILEGE: 'reader'@'%': lacks"))
        .anyMatch(line -> line.endsWith("Run: GRANT REPLICATION SLAVE ON *.* TO 'reader'@'%'"))
        .anyMatch(line -> line.endsWith("Run: GRANT REPLICATION CLIENT ON *.* TO 'reader'@'%'"));
    assertUntouched();
  }

  @Test
  void shouldTellThatTheLogHasNoRows() throws SQLException {
    // Given
    shop.mySql("SET GLOBAL binlog_format = 'STATEMENT'");
    try {
      // When
      CommandRun run = check(shop.file());

      // Then
      run.failedInSentences(PROBLEMS);
      assertThat(run.problems()).hasSize(1);
      assertThat(run.problem("TD-MYS-SETTING")).contains("binlog_format", "STATEMENT", "Run: SET ");
      assertUntouched();
    } finally {
      shop.mySql("SET GLOBAL binlog_format = 'ROW'");
    }
  }

  @Test
  void shouldTellThatATableHasNoKey() {
    CommandRun run = check(shop.file().with("TABLE", "Keyless"));
    run.failedInSentences(PROBLEMS);
    assertThat(run.problems()).hasSize(1);
    assertThat(run.problem("TD-MYS-NO-KEY")).contains("shop.Keyless", "key:");
    assertUntouched();
  }

  @Test
  void shouldMakeNothingOfAPipelineWhoseSourceIsNotReady() {
    String file =
        shop.file().with("TABLE", "Keyless").with("NAME", "unready").in(folder).toString();
    CommandRun run =
        CommandRun.of(folder, shop.environment(), "run", "-f", file).failedInSentences(PROBLEMS);
    assertThat(run.problem("TD-MYS-NO-KEY")).contains("shop.Keyless", "key:");
    assertUntouched();
  }

  @ParameterizedTest
  @ValueSource(strings = {"verify", "sink-postgres", "capture"})
  void shouldTellThatOnlyRunBringsAServerAlong(String command) throws IOException {
    Files.writeString(folder.resolve("tandem.yaml"), resource("no-targets.yaml"));
    CommandRun run =
        CommandRun.of(folder, Map.of("MYSQL_PASSWORD", ""), command).failedInSentences(PROBLEMS);
    assertThat(run.problem("TD-CLI-EMBEDDED")).contains("tandem.yaml names no targets.postgres");
  }

  @Test
  void shouldTellItsVersion() {
    CommandRun run = CommandRun.of(folder, Map.of(), "--version");
    assertThat(run.out()).singleElement().asString().matches("tandem \\d+\\.\\d+\\.\\d+.*");
  }

  @Test
  void shouldFindNothingWrongWhereNothingIs() {
    CommandRun run = check(shop.file());
    assertThat(run.status()).as("%s", run.told()).isZero();
    assertThat(run.out()).hasSize(5).allMatch(line -> line.endsWith(" ok"));
    assertThat(run.err()).isEmpty();
    assertUntouched();
  }

  @Test
  void shouldEndInTimeWhenTerminated() {
    try (CommandRun run =
        CommandRun.start(
            folder,
            shop.environment(),
            "run",
            "-f",
            shop.file().with("NAME", "sigterm").in(folder).toString())) {
      // Given
      Awaitility.await()
          .atMost(Duration.ofSeconds(90))
          .failFast(() -> assertThat(run.lives()).as("%s", run.told()).isTrue())
          .ignoreExceptions()
          .until(() -> shop.postgres("SELECT order_id FROM sales.orders").size() == 2);

      // When
      run.terminate();

      // Then
      assertThat(run.endsWithin(Duration.ofSeconds(10))).as("ends in time").isTrue();
      run.failedInSentences(143);
      assertThat(run.problems()).isEmpty();
    }
  }

  private static Map<String, String> with(String name, String value) {
    Map<String, String> environment = new HashMap<>(shop.environment());
    environment.put(name, value);
    return environment;
  }

  private static String resource(String name) {
    try (var in = BadInputIT.class.getResourceAsStream(name)) {
      assertThat(in).as(name).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
