/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.mapping.Heartbeat;
import dev.tandem.model.mapping.MappingPlan;
import dev.tandem.model.preflight.CapturePlan;
import dev.tandem.model.preflight.Problem;
import dev.tandem.model.source.QueryRows;
import dev.tandem.model.source.TableId;
import dev.tandem.simulated.Db;
import dev.tandem.simulated.SqlServerDouble;
import dev.tandem.sqlserver.SqlServerCode;
import dev.tandem.sqlserver.SqlServerConnection;
import dev.tandem.sqlserver.SqlServerHeartbeat;
import dev.tandem.sqlserver.SqlServerLogin;
import dev.tandem.sqlserver.SqlServerTls;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The table of the heartbeat, and the right to write it. */
class HeartbeatTableIT {
  private static final TableId TABLE = new TableId("sales", "dbo", "beats");

  private SqlServerDouble server;
  private Db sales;

  @BeforeEach
  void makeAServerInOrder() {
    server = SqlServerDouble.start();
    sales = server.database("sales");
    sales.table("orders").column("id", "int").notNull().pk("id").create();
    sales.enableCdc("orders");
  }

  @AfterEach
  void stop() {
    server.close();
    assertThat(server.unhandled()).isEmpty();
  }

  private SqlServerConnection connection() {
    return new SqlServerConnection(
        server.host(),
        server.port(),
        SqlServerLogin.sql(server.user(), server.password()),
        SqlServerTls.DISABLED,
        false);
  }

  private static CapturePlan plan() {
    return CapturePlan.of(
        List.of("sales"), new MappingPlan(0, List.of(Heartbeat.plan("shop", TABLE, true, false))));
  }

  private List<Problem> problems() {
    return new SqlServerSource(connection(), List.of("sales")).problems(plan());
  }

  @Test
  void shouldPrintWhatMakesTheTableAndLetsItBeCapturedAndWritten() {
    // When
    List<Problem> problems = problems();

    // Then
    assertThat(problems).extracting(Problem::code).containsExactly(SqlServerCode.TABLE);
    assertThat(problems.get(0).statement().orElseThrow())
        .startsWith(
            "USE [sales]; CREATE TABLE [dbo].[beats] (pipeline varchar(100) NOT NULL PRIMARY KEY,"
                + " beat bigint NOT NULL, written_at datetime2(6) NOT NULL); EXEC"
                + " sys.sp_cdc_enable_table @source_schema = N'dbo', @source_name = N'beats'")
        .endsWith("GRANT INSERT, UPDATE ON [dbo].[beats] TO [" + server.user() + "]");
  }

  @Test
  void shouldWriteTheRowWhetherOrNotItIsThere() throws Exception {
    // Given
    sales
        .table("beats")
        .column("pipeline", "varchar(100)")
        .notNull()
        .column("beat", "bigint")
        .notNull()
        .column("written_at", "datetime2(6)")
        .notNull()
        .pk("pipeline")
        .create();
    assertThat(problems()).extracting(Problem::code).containsExactly(SqlServerCode.CDC);
    sales.enableCdc("beats");
    assertThat(problems()).isEmpty();

    // When
    try (SqlServerHeartbeat row = new SqlServerHeartbeat(connection(), TABLE, "shop")) {
      row.write(Instant.parse("2026-01-02T03:04:05.123456789Z"));
      row.write(Instant.parse("2026-01-02T03:04:06.654321Z"));
    }

    // Then
    try (Connection session = connection().open()) {
      session.setCatalog("sales");
      assertThat(
              QueryRows.all(
                  session, "SELECT pipeline, beat, written_at FROM dbo.beats", QueryRows::text))
          .singleElement()
          .satisfies(
              row ->
                  assertThat(row)
                      .containsAllEntriesOf(
                          Map.of(
                              "pipeline",
                              "shop",
                              "beat",
                              "2",
                              "written_at",
                              "2026-01-02 03:04:06.654321")));
    }
  }

  @Test
  void shouldTellWhatKeepsATableFromHoldingIt() {
    // Given
    sales.table("beats").column("pipeline", "int").notNull().pk("pipeline").create();
    sales.enableCdc("beats");

    // When
    List<Problem> problems = problems();

    // Then
    assertThat(problems).extracting(Problem::code).containsExactly(SqlServerCode.TABLE);
    assertThat(problems.get(0).sentence())
        .contains("its column pipeline has another type", "it has no column written_at");
  }

  @Test
  void shouldPutItIntoTheScriptForTheAdministrator() {
    assertThat(DbaScript.text(plan(), "tandem"))
        .contains("with no right to write anything but the heartbeat.")
        .contains("IF OBJECT_ID(N'[dbo].[beats]') IS NULL\n  CREATE TABLE [dbo].[beats] (")
        .contains("GRANT INSERT, UPDATE ON [dbo].[beats] TO [tandem_cdc];");
  }
}
