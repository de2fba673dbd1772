/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tandem.model.error.ExitStatus;
import dev.tandem.model.preflight.CapturePlan;
import dev.tandem.model.preflight.Problem;
import dev.tandem.model.source.TableId;
import dev.tandem.simulated.Db;
import dev.tandem.simulated.SqlServerDouble;
import dev.tandem.simulated.TableBuilder;
import dev.tandem.sqlserver.SqlServerCode;
import dev.tandem.sqlserver.SqlServerConnection;
import dev.tandem.sqlserver.SqlServerLogin;
import dev.tandem.sqlserver.SqlServerTls;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreflightIT {
  private static final TableId ORDERS = new TableId("sales", "dbo", "orders");
  private static final int DENIED = 229;

  private SqlServerDouble server;
  private Db sales;

  @BeforeEach
  void makeAServerInOrder() {
    server = SqlServerDouble.start();
    sales = server.database("sales");
    table("orders").column("v", "nvarchar(10)").pk("id").create();
    sales.enableCdc("orders");
  }

  @AfterEach
  void stop() {
    server.close();
    assertThat(server.unhandled()).isEmpty();
  }

  private TableBuilder table(String name) {
    return sales.table(name).column("id", "int").notNull();
  }

  private SqlServerConnection as(String user) {
    return new SqlServerConnection(
        server.host(),
        server.port(),
        SqlServerLogin.sql(user, server.password()),
        SqlServerTls.DISABLED,
        false);
  }

  private List<Problem> problems(CapturePlan plan) {
    return new SqlServerSource(as(server.user()), plan.databases()).problems(plan);
  }

  private List<Problem> problems(String table, String... key) {
    return problems(
        new CapturePlan(
            List.of("sales"), Map.of(new TableId("sales", "dbo", table), List.of(key))));
  }

  @Test
  void findsNothingWrongWithAServerInOrder() {
    assertThat(problems("orders")).isEmpty();
  }

  @Test
  void tellsOfACaptureThatIsNotEnabledAtAll() {
    // Given
    sales.disableCdc("dbo_orders");
    // When
    List<Problem> problems = problems("orders");
    // Then
    assertThat(problems)
        .extracting(Problem::code, Problem::where, Problem::statement)
        .containsExactly(
            tuple(
                SqlServerCode.CDC, "sales", Optional.of("USE [sales]; EXEC sys.sp_cdc_enable_db")),
            tuple(SqlServerCode.CDC, "sales.dbo.orders", Optional.of(enable("orders"))));
  }

  private static String enable(String table) {
    return "USE [sales]; EXEC sys.sp_cdc_enable_table @source_schema = N'dbo', @source_name = N'"
        + table
        + "', @role_name = N'tandem_cdc', @supports_net_changes = 0";
  }

  @Test
  void reportsAllProblemsAtOnce() {
    // Given
    table("heap").column("b", "int").create();
    server.agentRunning(false);
    CapturePlan plan =
        new CapturePlan(
            List.of("sales", "absent"),
            Map.of(
                ORDERS,
                List.of("v"),
                new TableId("sales", "dbo", "heap"),
                List.of(),
                new TableId("sales", "dbo", "gone"),
                List.of()));
    // When
    List<Problem> problems = problems(plan);
    // Then
    assertThat(problems)
        .extracting(Problem::code, Problem::where)
        .containsExactly(
            tuple(SqlServerCode.AGENT, server.host() + ":" + server.port()),
            tuple(SqlServerCode.DATABASE, "absent"),
            tuple(SqlServerCode.CDC, "sales.dbo.heap"),
            tuple(SqlServerCode.TABLE, "sales.dbo.gone"),
            tuple(SqlServerCode.NO_KEY, "sales.dbo.heap"),
            tuple(SqlServerCode.KEY_COLUMNS, "sales.dbo.orders"));
  }

  @Test
  void letsCaptureWaitForAnAgentThatIsAway() {
    // Given
    server.agentRunning(false);
    // When
    List<Problem> problems = problems("orders");
    // Then
    assertThat(problems)
        .extracting(problem -> problem.code().exitStatus())
        .containsExactly(ExitStatus.UNAVAILABLE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT TOP .* FROM .sales...dbo...orders. | sales.dbo.orders | GRANT SELECT ON [dbo].[orders] TO [sa]",
        "FROM cdc..lsn_time_mapping. | sales | GRANT SELECT ON SCHEMA::[cdc] TO [sa]",
        "FROM cdc..dbo_orders_CT. | sales | GRANT SELECT ON SCHEMA::[cdc] TO [sa]",
        "(?i)^use .sales. | sales | CREATE USER [sa] FOR LOGIN [sa]"
      })
  void namesThePermissionThatIsMissing(String question, String where, String statement) {
    // Given
    server.failNext(Pattern.compile(question), question.contains("use") ? 916 : DENIED);
    // When
    List<Problem> problems = problems("orders");
    // Then
    assertThat(problems)
        .singleElement()
        .satisfies(problem -> assertThat(problem.where()).isEqualTo(where))
        .satisfies(
            problem -> assertThat(problem.statement()).contains("USE [sales]; " + statement));
  }

  @Test
  void asksTheOtherQuestionsThoughOneIsDenied() {
    // Given
    server.failNext(Pattern.compile("change_tables"), DENIED);
    server.failNext(Pattern.compile("dm_server_services"), 300);
    // When
    List<Problem> problems = problems("orders", "v");
    // Then
    assertThat(problems).extracting(Problem::code).contains(SqlServerCode.KEY_COLUMNS);
  }

  @Test
  void tellsAMissingTableAndTheSpellingThatIsThere() {
    // When
    List<Problem> problems = problems("Orders");
    // Then
    assertThat(problems)
        .singleElement()
        .satisfies(problem -> assertThat(problem.code()).isEqualTo(SqlServerCode.TABLE))
        .satisfies(problem -> assertThat(problem.sentence()).contains("write sales.dbo.orders"));
  }

  @Test
  void refusesAComputedColumn() {
    // Given
    table("bills").computed("total", "int", row -> 1L).pk("id").create();
    sales.enableCdc("bills");
    // When
    List<Problem> problems = problems("bills");
    // Then
    assertThat(problems)
        .singleElement()
        .satisfies(problem -> assertThat(problem.code()).isEqualTo(SqlServerCode.COLUMN_TYPE))
        .satisfies(problem -> assertThat(problem.where()).isEqualTo("sales.dbo.bills.total"));
  }

  @Test
  void refusesAKeyThatIsSpelledInManyWays() {
    // Given
    sales.table("points").column("x", "float").pk("x").create();
    sales.enableCdc("points");
    // When
    List<Problem> problems = problems("points");
    // Then
    assertThat(problems).extracting(Problem::code).containsExactly(SqlServerCode.KEY_TYPE);
  }

  @Test
  void doesNotSayThatAServerIsFineWhichItCouldNotAsk() {
    // Given
    server.failNext(Pattern.compile("ProductVersion"), 8152);
    // When
    List<Problem> problems = problems("orders");
    // Then
    assertThat(problems).extracting(Problem::code).containsExactly(SqlServerCode.STATEMENT);
  }

  @Test
  void tellsThatTheServerIsAwayOrRefusesTheLogin() {
    // Given
    CapturePlan plan = new CapturePlan(List.of("sales"), Map.of(ORDERS, List.of()));
    // When
    List<Problem> refused = new Preflight(as("nobody"), plan).problems();
    server.close();
    List<Problem> away = new Preflight(as(server.user()), plan).problems();
    // Then
    assertThat(refused).extracting(Problem::code).containsExactly(SqlServerCode.DENIED);
    assertThat(away).extracting(Problem::code).containsExactly(SqlServerCode.UNREACHABLE);
    assertThat(refused.get(0).line() + away.get(0).line()).doesNotContain(server.password());
  }

  @Test
  void offersAScriptForWhatOneMends() {
    // Given
    CapturePlan plan = new CapturePlan(List.of("sales"), Map.of(ORDERS, List.of()));
    SqlServerSource source = new SqlServerSource(as(server.user()), plan.databases());
    // Then
    assertThat(source.script(plan, source.problems(plan))).isEmpty();
    sales.disableCdc("dbo_orders");
    assertThat(source.script(plan, source.problems(plan)).orElseThrow())
        .contains("EXEC sys.sp_cdc_enable_db;", "@source_name = N'orders'");
  }
}
