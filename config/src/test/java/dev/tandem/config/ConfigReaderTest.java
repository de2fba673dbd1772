/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.entity.EntityName;
import dev.tandem.model.mapping.ColumnsPlan;
import dev.tandem.model.mapping.DynamoPlan;
import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.mapping.FieldPlan;
import dev.tandem.model.mapping.MappingPlan;
import dev.tandem.model.mapping.Naming;
import dev.tandem.model.mapping.PostgresPlan;
import dev.tandem.model.mapping.RowsPlan;
import dev.tandem.model.mapping.Template;
import dev.tandem.model.source.OnCascade;
import dev.tandem.model.source.OnTruncate;
import dev.tandem.model.source.TableId;
import dev.tandem.model.type.TextType;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigReaderTest {
  private static final String SHORTEST =
      """
      name: loans
      source:
        mysql: {host: localhost, user: root, password: x, databases: [shop]}
      domains:
        sales:
          entities:
            order: {from: shop.orders, to: {postgres: {}}}
      """;

  @TempDir Path directory;

  @Test
  void whatIsLeftOutHasItsDefault() {
    // Given
    ConfigFile file = new ConfigFile(directory, SHORTEST);

    // When
    PipelineConfig config = file.config();

    // Then
    assertThat(config.name()).isEqualTo("loans");
    assertThat(config.kafka()).isEmpty();
    assertThat(config.postgres()).isEmpty();
    assertThat(config.dynamo()).isEmpty();
    assertThat(config.mapping().revision()).isZero();
    assertThat(config.source())
        .isEqualTo(
            new MySqlSource(
                "localhost",
                3306,
                "root",
                new Secret("x", Optional.empty()),
                List.of("shop"),
                new MySqlTls(MySqlTls.Mode.DISABLED, Optional.empty(), Optional.empty()),
                OptionalLong.empty(),
                OnTruncate.APPLY,
                OnCascade.EMULATE,
                Optional.empty()));
    assertThat(config.mapping().entities())
        .containsExactly(
            new EntityPlan(
                new EntityName("sales", "order"),
                TableId.of("shop", "orders"),
                ColumnsPlan.all(Naming.SNAKE_CASE),
                RowsPlan.ALL,
                Optional.of(new PostgresPlan("sales", "order")),
                Optional.empty()));
  }

  @Test
  void everyKeyOfAnEntityReachesThePlan() {
    // Given
    ConfigFile file =
        new ConfigFile(directory)
            .with("naming: snake_case", "naming: as_is")
            .with("from: loans.Logs", "from: loans.Logs\n        key: [A, B]")
            .with("phone: Phone", "phone: {from: Phone, type: string(20)}\n          mail: EMail")
            .with("postgres: {}", "postgres: {table: crm.people}")
            .with(
                "key: {pk: \"L#{log_id}\"}",
                """
                key: {pk: "{service}-{at:yyyy-MM-dd}", sk: "{at}#{log_id}"}
                            indexes: {gsi1: {pk: "APP#{app}"}}
                            ttl: "{at} + 90d\"""");

    // When
    List<EntityPlan> entities = file.config().mapping().entities();

    // Then
    assertThat(entities)
        .containsExactly(
            new EntityPlan(
                new EntityName("lending", "customer"),
                TableId.of("loans", "Customers"),
                ColumnsPlan.all(
                    Naming.AS_IS,
                    FieldPlan.of("phone", "Phone", Optional.of(new TextType(20))),
                    FieldPlan.of("mail", "EMail", Optional.empty())),
                RowsPlan.ALL,
                Optional.of(new PostgresPlan("crm", "people")),
                Optional.empty()),
            new EntityPlan(
                new EntityName("lending", "log"),
                TableId.of("loans", "Logs"),
                ColumnsPlan.all(Naming.AS_IS).keyedBy(List.of("A", "B")),
                RowsPlan.ALL,
                Optional.empty(),
                Optional.of(
                    new DynamoPlan(
                        "Logs",
                        keys("{service}-{at:yyyy-MM-dd}", Optional.of("{at}#{log_id}")),
                        Map.of("gsi1", keys("APP#{app}", Optional.empty())),
                        Optional.of(new DynamoPlan.TimeToLive("at", Duration.ofDays(90)))))));
  }

  @Test
  void sixtyTablesAreAFewLines() {
    // Given
    String text =
        """
        name: loans
        source:
          mysql: {host: localhost, user: root, password: x, databases: [loans]}
        domains:
          lending:
            entities:
              "*": {from: loans.*, except: ["loans.tmp_*"], to: {postgres: {}}}
        """;
    List<TableId> tables =
        java.util.stream.IntStream.range(0, 60)
            .mapToObj(i -> TableId.of("loans", "Table" + i))
            .toList();

    // When
    MappingPlan plan = new ConfigFile(directory, text).config().mapping().with(tables);

    // Then
    assertThat(plan.entities())
        .hasSize(60)
        .allMatch(entity -> entity.postgres().isPresent())
        .extracting(entity -> entity.name().toString())
        .contains("lending.table0", "lending.table59");
  }

  private static DynamoPlan.Keys keys(String partition, Optional<String> sort) {
    return new DynamoPlan.Keys(Template.parse(partition), sort.map(Template::parse));
  }

  @Test
  void everyKeyOfTheServersReachesTheRecords() throws IOException {
    // Given
    Files.writeString(directory.resolve("ca.p12"), "");
    ConfigFile file =
        new ConfigFile(directory)
            .with(
                "[loans]",
                """
                [loans]
                    server_id: 4294967295
                    tls: {mode: verify_ca, truststore: ca.p12, truststore_password: "${WORD}"}""")
            .with(
                "retention: 90d",
                """
                partitions: 7
                  replication: 3
                  retention: 48h
                  properties: {security.protocol: SASL_SSL, sasl.jaas.config: "p='${WORD}'"}""")
            .with("password: \"${PG_PASSWORD}\"", "password: \"${PG_PASSWORD}\"\n    create: true")
            .with(
                "region: eu-central-1",
                "region: eu-central-1\n    endpoint: http://[::1]:8000\n    access_key: a\n"
                    + "    secret_key: b");

    // When
    PipelineConfig config = file.config();

    // Then
    MySqlSource source = (MySqlSource) config.source();
    assertThat(source.serverId()).hasValue(4294967295L);
    assertThat(source.tls())
        .isEqualTo(
            new MySqlTls(
                MySqlTls.Mode.VERIFY_CA,
                Optional.of(
                    new KeyStoreFile(
                        directory.resolve("ca.p12").toAbsolutePath(),
                        Optional.of(new Secret("sesame", Optional.of("${WORD}"))))),
                Optional.empty()));
    assertThat(config.kafka())
        .contains(
            new KafkaConfig(
                "kafka-1:9092",
                7,
                OptionalInt.of(3),
                Duration.ofDays(2),
                Map.of(
                    "security.protocol", new Secret("SASL_SSL", Optional.empty()),
                    "sasl.jaas.config", new Secret("p='sesame'", Optional.of("p='${WORD}'")))));
    assertThat(config.postgres())
        .contains(
            new PostgresTarget(
                "jdbc:postgresql://pg/loans",
                "tandem",
                new Secret("p-secret", Optional.of("${PG_PASSWORD}")),
                true));
    assertThat(config.dynamo())
        .contains(
            new DynamoTarget(
                "eu-central-1",
                Optional.of(URI.create("http://[::1]:8000")),
                Optional.of(
                    new DynamoTarget.Credentials(
                        new Secret("a", Optional.empty()), new Secret("b", Optional.empty()))),
                false));
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, DISABLED",
    "127.0.0.1, DISABLED",
    "'\"[::1]\"', DISABLED",
    "db.internal, VERIFY_IDENTITY",
    "localhost.evil.example, VERIFY_IDENTITY"
  })
  void aServerElsewhereIsSpokenToEncrypted(String host, MySqlTls.Mode mode) {
    // Given
    ConfigFile file =
        new ConfigFile(directory, SHORTEST)
            .with("host: localhost", "host: " + host)
            .with("password: x", "password: \"${WORD}\"");

    // When
    MySqlTls tls = ((MySqlSource) file.config().source()).tls();

    // Then
    assertThat(tls.mode()).isEqualTo(mode);
  }

  @Test
  void theLongestNamesStillFitIntoATopicsName() {
    // Given
    String name = "n".repeat(100);
    String database = "d".repeat(64);
    ConfigFile file =
        new ConfigFile(directory, SHORTEST)
            .with("loans", name)
            .with("[shop]", "[" + database + "]")
            .with("shop.orders", database + "." + "t".repeat(64));

    // When
    PipelineConfig config = file.config();

    // Then
    TableId table = config.mapping().tables().get(0);
    assertThat((config.name() + '.' + table).length()).isLessThanOrEqualTo(249);
  }

  @Test
  void plainNumbersAndBlockScalarsAreTextsWhereTextsBelong() {
    // Given
    ConfigFile file =
        new ConfigFile(directory, SHORTEST)
            .with("user: root, password: x", "user: 007, password: 1e3");

    // When
    MySqlSource source = (MySqlSource) file.config().source();

    // Then
    assertThat(source.user()).isEqualTo("007");
    assertThat(source.password().value()).isEqualTo("1e3");
  }
}
