/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.mapping.MappingPlan;
import dev.tandem.model.preflight.Findings;
import dev.tandem.model.preflight.Risk;
import dev.tandem.simulated.Db;
import dev.tandem.simulated.SqlServerDouble;
import dev.tandem.sqlserver.SqlServerCode;
import dev.tandem.sqlserver.SqlServerConnection;
import dev.tandem.sqlserver.SqlServerLogin;
import dev.tandem.sqlserver.SqlServerTls;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RisksIT {
  private SqlServerDouble server;
  private Db sales;

  @BeforeEach
  void makeATable() {
    server = SqlServerDouble.start();
    sales = server.database("sales");
    sales.table("orders").column("id", "int").column("at", "datetime2(7)").pk("id").create();
    sales.enableCdc("orders");
  }

  @AfterEach
  void stop() {
    server.close();
    assertThat(server.unhandled()).isEmpty();
  }

  private Findings risks(EntityPlan... entities) {
    SqlServerConnection connection =
        new SqlServerConnection(
            server.host(),
            server.port(),
            SqlServerLogin.sql(server.user(), server.password()),
            SqlServerTls.DISABLED,
            false);
    return new SqlServerSource(connection, List.of("sales"))
        .risks(new MappingPlan(0, List.of(entities)), true);
  }

  @Test
  void tellsWhatTheDeclarationsTellAndThatNoRowsAreRead() {
    // When
    Findings found = risks(Plans.entity(Plans.all()));
    // Then
    assertThat(found.risks())
        .extracting(Risk::code, risk -> risk.table() + "." + risk.column())
        .containsExactlyInAnyOrder(
            tuple(SqlServerCode.OPEN_CHANGES, "sales.dbo.orders."),
            tuple(SqlServerCode.RISKY_VALUE, "sales.dbo.orders.at"));
    assertThat(found.leftOut()).singleElement().asString().startsWith("rows: ");
  }

  @Test
  void tellsOfAColumnThatIsNotCapturedAndHowItComesToBe() {
    // Given
    sales.alterAddColumn("orders", "note", "nvarchar(20)");
    // When
    Findings mapped = risks(Plans.entity(Plans.all()));
    Findings leftOut = risks(Plans.entity(Plans.without("note")));
    sales.enableCdc("orders", "dbo_orders_2", "id", "at");
    Findings full = risks(Plans.entity(Plans.all()));
    // Then
    assertThat(uncaptured(mapped))
        .singleElement()
        .satisfies(risk -> assertThat(risk.column()).isEqualTo("note"))
        .satisfies(
            risk ->
                assertThat(risk.remedy())
                    .startsWith("Run: USE [sales]; EXEC sys.sp_cdc_enable_table")
                    .contains("@capture_instance = N'dbo_orders_2', @role_name = NULL"));
    assertThat(uncaptured(leftOut)).isEmpty();
    assertThat(uncaptured(full))
        .singleElement()
        .satisfies(
            risk ->
                assertThat(risk.remedy())
                    .contains(
                        "sp_cdc_disable_table",
                        "@capture_instance = N'dbo_orders'.",
                        "N'dbo_orders_3'"));
  }

  private static List<Risk> uncaptured(Findings found) {
    return found.risks().stream()
        .filter(risk -> risk.code() == SqlServerCode.COLUMN_UNCAPTURED)
        .toList();
  }

  @Test
  void tellsOfADatabaseWithoutSnapshotIsolation() {
    // Given
    sales.snapshotIsolation(false);
    // When
    Findings found = risks(Plans.entity(Plans.all()));
    // Then
    assertThat(found.risks())
        .filteredOn(risk -> risk.code() == SqlServerCode.ISOLATION)
        .singleElement()
        .satisfies(
            risk ->
                assertThat(risk.line())
                    .startsWith("TD-SQS-ISOLATION: sales.*: ")
                    .endsWith("Run: ALTER DATABASE [sales] SET ALLOW_SNAPSHOT_ISOLATION ON."));
  }

  @Test
  void tellsWhatItMayNotAsk() {
    // Given
    server.failNext(Pattern.compile("TOP \\(0\\) session_id"), 262);
    server.failNext(Pattern.compile("role_name"), 229);
    server.failNext(Pattern.compile("sp_cdc_help_jobs"), 22904);
    // When
    Findings found = risks(Plans.entity(Plans.all()));
    // Then
    assertThat(found.risks()).extracting(Risk::code).contains(SqlServerCode.PERMISSION);
    assertThat(found.leftOut())
        .anyMatch(line -> line.contains("capture instances of sales") && line.contains("229"))
        .anyMatch(line -> line.startsWith("retention of sales"));
  }

  @Test
  void tellsThatTheSourceCouldNotBeAsked() {
    // Given
    server.close();
    // When
    Findings found = risks(Plans.entity(Plans.all()));
    // Then
    assertThat(found.risks()).isEmpty();
    assertThat(found.leftOut()).contains("risks of the source: it cannot be asked");
  }
}
