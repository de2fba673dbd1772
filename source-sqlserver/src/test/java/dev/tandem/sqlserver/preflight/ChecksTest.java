/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tandem.model.preflight.CapturePlan;
import dev.tandem.model.preflight.Problem;
import dev.tandem.model.source.SourceKind;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.TableId;
import dev.tandem.sqlserver.SqlServerCode;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the double cannot show: roles, retention, encryption, what a login may not ask. */
class ChecksTest {
  private static final int NO_PERMISSION = 229;
  private static final CapturePlan PLAN = Plans.plan(Plans.entity(Plans.all()));

  private static FakeServer server(SourceTable table) {
    return new FakeServer(PLAN, table).captures(Plans.ORDERS, "dbo_orders", "id");
  }

  private static Map<String, String> role(String role) {
    return Map.of("capture_instance", "dbo_orders", "role_name", role);
  }

  @Test
  void shouldMakeTheLoginAMemberOfTheRoleThatSeesTheChanges() throws SQLException {
    // Given
    FakeServer server =
        server(Plans.orders())
            .answers("role_name", role("readers"))
            .answers("IS_MEMBER", Map.of("member", "0", "owner", "0", "administrator", ""));
    // When
    List<Problem> problems = new Permissions().problems(server, "sales");
    // Then
    assertThat(problems)
        .singleElement()
        .satisfies(problem -> assertThat(problem.code()).isEqualTo(SqlServerCode.PERMISSION))
        .satisfies(
            problem ->
                assertThat(problem.statement())
                    .contains("USE [sales]; ALTER ROLE [readers] ADD MEMBER [tandem]"));
  }

  @Test
  void shouldLetMembersAndOwnersPass() throws SQLException {
    for (String right : List.of("member", "owner", "administrator")) {
      FakeServer server =
          server(Plans.orders())
              .answers("role_name", role("readers"))
              .answers("IS_MEMBER", Map.of(right, "1"));
      assertThat(new Permissions().problems(server, "sales")).as(right).isEmpty();
    }
  }

  @Test
  void shouldTellTheChangeTableThatMayNotBeRead() throws SQLException {
    // Given
    FakeServer server = server(Plans.orders()).fails("[dbo_orders_CT]", NO_PERMISSION);
    // When
    List<Problem> problems = new Permissions().problems(server, "sales");
    // Then
    assertThat(problems)
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem.statement())
                    .contains("USE [sales]; GRANT SELECT ON SCHEMA::[cdc] TO [tandem]"));
  }

  @Test
  void shouldDemandThatChangesAreKeptForADay() throws SQLException {
    // Given
    FakeServer enough = server(Plans.orders()).keeps(1_440);
    FakeServer tooShort = server(Plans.orders()).keeps(1_439);
    // Then
    assertThat(new Retention().problems(enough, "sales")).isEmpty();
    assertThat(new Retention().problems(server(Plans.orders()), "sales")).isEmpty();
    assertThat(new Retention().problems(tooShort, "sales"))
        .singleElement()
        .satisfies(problem -> assertThat(problem.code()).isEqualTo(SqlServerCode.RETENTION))
        .satisfies(
            problem ->
                assertThat(problem.statement())
                    .contains(
                        "USE [sales]; EXEC sys.sp_cdc_change_job @job_type = N'cleanup', @retention = 10080"));
  }

  @Test
  void shouldJudgeTheCaptureJobByItsSilenceWhereAgentIsNotSeen() throws SQLException {
    // Given
    FakeServer silent =
        server(Plans.orders())
            .answers(
                "tran_end_time",
                Map.of("last", "2024-03-01 11:20:00.0", "now", "2024-03-01 12:00:00.003"));
    FakeServer busy =
        server(Plans.orders())
            .answers(
                "tran_end_time",
                Map.of("last", "2024-03-01 11:55:00.0", "now", "2024-03-01 12:00:00.003"));
    // Then
    assertThat(Agent.problems(silent))
        .singleElement()
        .satisfies(problem -> assertThat(problem.code()).isEqualTo(SqlServerCode.AGENT))
        .satisfies(problem -> assertThat(problem.where()).isEqualTo("sales"))
        .satisfies(problem -> assertThat(problem.sentence()).contains("40 minutes"));
    assertThat(Agent.problems(busy)).isEmpty();
    assertThat(Agent.problems(server(Plans.orders()))).as("nothing captured yet").isEmpty();
    assertThat(Agent.problems(silent.agent(true))).isEmpty();
    assertThat(Agent.problems(silent.replica())).as("a replica's own Agent").hasSize(1);
    assertThat(Agent.problems(server(Plans.orders()).fails("tran_end_time", NO_PERMISSION)))
        .isEmpty();
  }

  @Test
  void shouldRefuseAColumnThatOnlyClientsCanRead() throws SQLException {
    // Given
    SourceTable table = Plans.orders(Plans.column("card", "nvarchar"));
    Map<String, String> facts =
        Map.of(
            "table_schema", "dbo", "table_name", "orders", "name", "card", "encryption_type", "2");
    // When
    List<Problem> mapped =
        new ColumnTypes()
            .problems(new FakeServer(PLAN, table).answers("sys.columns", facts), "sales");
    List<Problem> leftOut =
        new ColumnTypes()
            .problems(
                new FakeServer(Plans.plan(Plans.entity(Plans.without("card"))), table)
                    .answers("sys.columns", facts),
                "sales");
    // Then
    assertThat(mapped)
        .singleElement()
        .satisfies(problem -> assertThat(problem.where()).isEqualTo("sales.dbo.orders.card"))
        .satisfies(problem -> assertThat(problem.sentence()).contains("Always Encrypted"));
    assertThat(leftOut).isEmpty();
  }

  @Test
  void shouldRefuseTypesThatTheConnectorLeavesOutUnlessTheMappingDoes() throws SQLException {
    // Given
    SourceTable table = Plans.orders(Plans.column("any", "sql_variant"));
    // Then
    assertThat(new ColumnTypes().problems(new FakeServer(PLAN, table), "sales"))
        .extracting(Problem::code)
        .containsExactly(SqlServerCode.COLUMN_TYPE);
    assertThat(
            new ColumnTypes()
                .problems(
                    new FakeServer(Plans.plan(Plans.entity(Plans.without("any"))), table), "sales"))
        .isEmpty();
  }

  @Test
  void shouldRefuseAnInstanceThatDoesNotHaveTheKey() throws SQLException {
    // Given
    FakeServer server =
        new FakeServer(PLAN, Plans.orders())
            .captures(Plans.ORDERS, "dbo_orders", "v")
            .answers("role_name", role("tandem_cdc"));
    // When
    List<Problem> problems = new Capture().problems(server, "sales");
    // Then
    assertThat(problems)
        .singleElement()
        .satisfies(problem -> assertThat(problem.sentence()).contains("key's columns id"))
        .satisfies(
            problem ->
                assertThat(problem.statement().orElseThrow())
                    .contains("@capture_instance = N'dbo_orders_2', @role_name = N'tandem_cdc'"));
  }

  @Test
  void shouldKeepColumnsOfUnknownOldValueOutOfKeys() {
    // Given
    TableId heap = Plans.ORDERS;
    SourceTable table =
        new SourceTable(
            SourceKind.SQL_SERVER,
            heap,
            List.of(Plans.column("t", "text"), Plans.column("x", "float")),
            List.of());
    CapturePlan plan =
        new CapturePlan(List.of("sales"), Map.of(heap, Set.of(List.of())), Set.of(heap));
    // When
    List<Problem> problems = new Keys().problems(new FakeServer(plan, table), "sales");
    // Then
    assertThat(problems)
        .extracting(Problem::code, Problem::where)
        .containsExactly(
            tuple(SqlServerCode.KEY_TYPE, heap + ".t"), tuple(SqlServerCode.KEY_TYPE, heap + ".x"));
  }
}
