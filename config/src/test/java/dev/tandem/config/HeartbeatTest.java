/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.entity.EntityName;
import dev.tandem.model.mapping.DynamoPlan;
import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.mapping.Heartbeat;
import dev.tandem.model.mapping.MappingPlan;
import dev.tandem.model.mapping.PostgresPlan;
import dev.tandem.model.source.TableId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The row that is written at the source so that one can see how old each target is. */
class HeartbeatTest {
  private static final String SHORTEST =
      """
      name: shop
      source:
        sqlserver:
          {host: localhost, user: sa, password: x, databases: [loans], heartbeat: {table: loans.tandem_heartbeat}}
      domains:
        sales:
          entities:
            order: {from: loans.Orders, to: {postgres: {}}}
      """;

  private static final TableId TABLE = TableId.of("loans", "tandem_heartbeat");

  @TempDir Path directory;

  private ConfigFile with(String heartbeat) {
    return new ConfigFile(directory)
        .with(
            "    databases: [loans]\n",
            "    databases: [loans]\n    heartbeat: " + heartbeat + "\n");
  }

  @Test
  void shouldWriteNothingUnlessItIsAskedTo() {
    PipelineConfig config = new ConfigFile(directory).config();
    assertThat(config.source().heartbeat()).isEmpty();
    assertThat(config.mapping().heartbeat()).isEmpty();
    assertThat(config.mapping().ofUser()).isEqualTo(config.mapping());
  }

  @Test
  void shouldTakeTheRowToEachTargetThatAnEntityGoesTo() {
    // When
    PipelineConfig config = with("{table: loans.tandem_heartbeat, every: 2s}").config();

    // Then
    assertThat(config.source().heartbeat())
        .contains(new HeartbeatConfig(TABLE, Duration.ofSeconds(2)));
    EntityPlan plan = config.mapping().entity(Heartbeat.NAME).orElseThrow();
    assertThat(plan.from()).isEqualTo(TABLE);
    assertThat(plan.postgres()).contains(new PostgresPlan("tandem", "heartbeat"));
    assertThat(plan.dynamo().map(DynamoPlan::table)).contains("loans-heartbeat");
    assertThat(plan.rows().where()).contains("pipeline == 'loans'");
  }

  @Test
  void shouldLeaveOutATargetThatNothingGoesTo() {
    PipelineConfig config = new ConfigFile(directory, SHORTEST).config();
    assertThat(config.source().heartbeat())
        .contains(
            new HeartbeatConfig(
                new TableId("loans", "dbo", "tandem_heartbeat"), Duration.ofSeconds(10)));
    EntityPlan plan = config.mapping().entity(Heartbeat.NAME).orElseThrow();
    assertThat(plan.postgres()).isPresent();
    assertThat(plan.dynamo()).isEmpty();
  }

  @Test
  void shouldBeNoDataOfTheUsers() {
    MappingPlan mapping = with("{table: loans.tandem_heartbeat}").config().mapping();
    assertThat(mapping.heartbeat()).contains(TABLE);
    assertThat(mapping.ofUser().byName())
        .containsOnlyKeys(new EntityName("lending", "customer"), new EntityName("lending", "log"));
  }

  @Test
  void shouldNotBeTakenByAPatternOfTheUsers() {
    // Given
    MappingPlan mapping =
        with("{table: loans.tandem_heartbeat}")
            .with(
                "      customer:\n",
                "      \"*\": {from: loans.*, to: {postgres: {}}}\n      customer:\n")
            .config()
            .mapping();

    // When
    MappingPlan definite = mapping.with(List.of(TABLE, TableId.of("loans", "Other")));

    // Then
    assertThat(definite.of(TABLE)).extracting(EntityPlan::name).containsExactly(Heartbeat.NAME);
    assertThat(definite.entity(new EntityName("lending", "other"))).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{table: loans.tandem_*} | 11:24 TD-CFG-BAD-VALUE source.mysql.heartbeat.table: a heartbeat has one table,"
            + " and this is a pattern; write the name without *",
        "{table: other.beat} | 11:24 TD-CFG-DATABASE source.mysql.heartbeat.table: the database other is not captured;"
            + " add it to source.mysql.databases",
        "{table: loans.dbo.beat} | 11:24 TD-CFG-BAD-VALUE source.mysql.heartbeat.table: this is not database.table;"
            + " write one dot only: MySQL has no schemas",
        "{every: 1s} | 11:16 TD-CFG-MISSING-KEY source.mysql.heartbeat.table: this key is missing; add it, for example"
            + " table: loans.tandem_heartbeat",
      })
  void shouldRefuseATableThatCannotHoldIt(String heartbeat, String problem) {
    assertThat(with(heartbeat).problems())
        .extracting(line -> line.replaceFirst("^tandem.yaml:\\d+:\\d+:? ", ""))
        .containsExactly(problem.replaceFirst("^\\S+ ", ""));
  }

  @Test
  void shouldRefuseAnIntervalOfLessThanASecond() {
    assertThat(with("{table: loans.beat, every: 0s}").problems())
        .singleElement()
        .asString()
        .contains("source.mysql.heartbeat.every");
  }

  @Test
  void shouldKeepTheDomainForItself() {
    assertThat(new ConfigFile(directory).with("  lending:\n", "  tandem:\n").problems())
        .singleElement()
        .asString()
        .contains(
            "TD-CFG-CLASH domains.tandem: the domain tandem is kept for Tandem's own entities");
  }

  @Test
  void shouldNotMixItsTopicsUp() {
    assertThat(
            with("{table: tandem.heartbeat}")
                .with("databases: [loans]", "databases: [loans, tandem]")
                .problems())
        .singleElement()
        .asString()
        .contains("Kafka cannot tell the topics of tandem.heartbeat and tandem.heartbeat apart");
  }

  @Test
  void shouldKeepItsTableInDynamoDbForItself() {
    assertThat(
            with("{table: loans.tandem_heartbeat}")
                .with("table: Logs", "table: loans-heartbeat")
                .problems())
        .singleElement()
        .asString()
        .contains("the table loans-heartbeat holds the heartbeat");
  }

  @Test
  void shouldNotWriteToAReadOnlyReplica() {
    assertThat(
            new ConfigFile(directory, SHORTEST)
                .with("heartbeat:", "read_only_replica: true, heartbeat:")
                .problems())
        .singleElement()
        .asString()
        .contains("source.sqlserver.heartbeat: nothing can be written to a read-only replica");
  }

  @Test
  void shouldReadBackWhatIsMapped() {
    EntityPlan plan = Heartbeat.plan("shop", TABLE, true, false);
    assertThat(plan.columns().fields())
        .extracting(field -> field.type().orElseThrow())
        .isEqualTo(Heartbeat.schema().fields().stream().map(field -> field.type()).toList());
    assertThat(plan.rows().where()).isEqualTo(Optional.of("pipeline == 'shop'"));
  }
}
