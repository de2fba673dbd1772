/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver.preflight;

import dev.tandem.model.error.ErrorCode;
import dev.tandem.model.preflight.CapturePlan;
import dev.tandem.model.preflight.Problem;
import dev.tandem.model.source.TableId;
import dev.tandem.sqlserver.Sql;
import dev.tandem.sqlserver.SqlServerCode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an administrator runs once so that a plan's tables are captured and its login may read them.
 * It can be run again at any time, and undoes nothing.
 */
final class DbaScript {
  private static final Set<ErrorCode> MENDED =
      Set.of(
          SqlServerCode.CDC,
          SqlServerCode.PERMISSION,
          SqlServerCode.RETENTION,
          SqlServerCode.DATABASE,
          SqlServerCode.HEARTBEAT);

  private final CapturePlan plan;
  private final String login;
  private final StringBuilder script = new StringBuilder();

  private DbaScript(CapturePlan plan, String login) {
    this.plan = plan;
    this.login = login;
  }

  /** The script, or empty when it mends none of the problems. */
  static Optional<String> of(CapturePlan plan, String login, List<Problem> problems) {
    return problems.stream().map(Problem::code).anyMatch(MENDED::contains)
        ? Optional.of(text(plan, login))
        : Optional.empty();
  }

  /** The script, whatever is there already. */
  static String text(CapturePlan plan, String login) {
    return new DbaScript(plan, login).text();
  }

  private String text() {
    addHead();
    addLimit();
    plan.databases().forEach(this::addDatabase);
    addServerState();
    return script.toString();
  }

  private void addHead() {
    comment(
        "Makes SQL Server ready for Tandem: enables change data capture for the tables of tandem.yaml, and");
    comment(
        "lets the login "
            + login
            + " read them, with no right to write anything"
            + (plan.heartbeat().isPresent() ? " but the heartbeat." : "."));
    comment(
        "Run it as a member of sysadmin, with sqlcmd or Management Studio; in an availability group on the");
    comment(
        "primary replica. It drops nothing and turns nothing off, and can be run again at any time.");
    comment("The login must be there already.");
  }

  private void addLimit() {
    part(
        "An INSERT or UPDATE of a captured table FAILS, for the application too, when a text, xml or max value is",
        "larger than this limit: 65,536 bytes unless somebody changed it. -1 lifts it. RECONFIGURE also puts other",
        "values into effect that were configured and not yet used.");
    ifSo(
        "EXISTS (SELECT 1 FROM sys.configurations WHERE name = N'max text repl size (B)' AND CAST(value AS int) <> -1)",
        "BEGIN",
        "  EXEC sys.sp_configure N'max text repl size (B)', -1;",
        "  RECONFIGURE;",
        "END;");
    go();
  }

  private void addDatabase(String database) {
    script.append("\nUSE ").append(Sql.quote(database)).append(";\n");
    go();
    addCapture(database);
    heartbeat(database).ifPresent(this::addHeartbeat);
    addTables(database);
    addRetention();
    addUser(database);
  }

  private void addCapture(String database) {
    part(
        "Change data capture copies what the log says of captured tables into tables of the schema cdc.");
    ifSo(
        "NOT EXISTS (SELECT 1 FROM sys.databases WHERE name = DB_NAME() AND is_cdc_enabled = 1)",
        "EXEC sys.sp_cdc_enable_db;");
    go();
    part(
        "With it a snapshot reads one state of all tables and holds up no writer. Row versions go to tempdb while it",
        "lasts. The statement waits for the transactions that are open when it is run.");
    ifSo(
        "NOT EXISTS (SELECT 1 FROM sys.databases WHERE name = DB_NAME() AND snapshot_isolation_state = 1)",
        "ALTER DATABASE " + Sql.quote(database) + " SET ALLOW_SNAPSHOT_ISOLATION ON;");
    go();
    part(
        "Only members of this role see the changes; without a role every reader of a table would.");
    ifSo(
        "DATABASE_PRINCIPAL_ID(" + Sql.literal(EnableTable.ROLE) + ") IS NULL",
        "CREATE ROLE " + Sql.quote(EnableTable.ROLE) + ";");
    go();
  }

  private Optional<TableId> heartbeat(String database) {
    return plan.heartbeat().filter(table -> table.database().equals(database));
  }

  private void addHeartbeat(TableId table) {
    part("The row by which one sees how old the targets are.");
    ifSo(
        "OBJECT_ID(" + Sql.literal(Sql.quoteHere(table)) + ") IS NULL",
        HeartbeatTable.create(table) + ";");
    go();
  }

  private void addTables(String database) {
    part(
        "A capture instance for each table that has none. The first one also makes the jobs of SQL Server Agent that",
        "capture and clean up. Each needs its table for itself for a moment. Net changes are not needed: they cost the",
        "server an index.");
    for (TableId table : tables(database)) {
      ifSo(
          "NOT EXISTS (SELECT 1 FROM cdc.change_tables WHERE source_object_id = OBJECT_ID("
              + Sql.literal(Sql.quoteHere(table))
              + "))",
          EnableTable.first(table) + ";");
    }
    go();
  }

  private void addRetention() {
    part(
        "Changes are deleted after three days unless somebody changed that. Whatever stops Tandem for longer would",
        "cost a new snapshot, so they are kept for a week. The clean-up job reads this whenever it starts; the space",
        "that the change tables take grows with it.");
    ifSo(
        "EXISTS (SELECT 1 FROM msdb.dbo.cdc_jobs WHERE database_id = DB_ID() AND job_type = N'cleanup'"
            + " AND retention < "
            + Retention.WANTED_MINUTES
            + ")",
        Retention.change() + ";");
    go();
  }

  private void addUser(String database) {
    part("The user of the login, which has the role and nothing else.");
    ifSo(
        "NOT EXISTS (SELECT 1 FROM sys.database_principals WHERE sid = SUSER_SID("
            + Sql.literal(login)
            + "))",
        "CREATE USER " + Sql.quote(login) + " FOR LOGIN " + Sql.quote(login) + ";");
    ifSo(
        "DATABASE_PRINCIPAL_ID("
            + Sql.literal(login)
            + ") IS NOT NULL -- the owner of the database needs no role",
        Grants.memberHere(EnableTable.ROLE, login) + ";");
    go();
    addOtherRoles(database);
    part("For the snapshot and for verification, which read the tables themselves.");
    tables(database).forEach(table -> line(Grants.selectHere(table, EnableTable.ROLE) + ";"));
    heartbeat(database).ifPresent(table -> line(Grants.writeHere(table, EnableTable.ROLE) + ";"));
    part("The changes, and the state of the job that captures them.");
    line(Grants.changesHere(EnableTable.ROLE) + ";");
    line(Grants.stateHere(EnableTable.ROLE) + ";");
    go();
  }

  /** Instances that others made before have roles of their own. */
  private void addOtherRoles(String database) {
    List<String> objects =
        tables(database).stream()
            .map(Sql::quoteHere)
            .map(name -> "OBJECT_ID(" + Sql.literal(name) + ")")
            .toList();
    if (objects.isEmpty()) {
      return;
    }
    part(
        "Where somebody else enabled a table before, another role sees its changes: the user becomes a member.");
    line("DECLARE @join nvarchar(max) = N'';");
    line(
        "SELECT @join += N'ALTER ROLE ' + QUOTENAME(roles.role_name) + N' ADD MEMBER ' + QUOTENAME("
            + Sql.literal(login)
            + ") + N';'");
    line("FROM (SELECT DISTINCT role_name FROM cdc.change_tables");
    line(
        "      WHERE role_name <> " + Sql.literal(EnableTable.ROLE) + " AND source_object_id IN (");
    line("        " + String.join(",\n        ", objects) + ")) AS roles");
    line("WHERE DATABASE_PRINCIPAL_ID(" + Sql.literal(login) + ") IS NOT NULL;");
    line("EXEC sys.sp_executesql @join;");
    go();
  }

  private void addServerState() {
    part(
        "Not needed, and left to you: with it Tandem asks whether SQL Server Agent runs; without it, it looks at the",
        "time of what the capture job wrote last.");
    comment("USE [master]; GRANT VIEW SERVER STATE TO " + Sql.quote(login) + ";");
  }

  private List<TableId> tables(String database) {
    return plan.tables().keySet().stream()
        .filter(table -> table.database().equals(database))
        .toList();
  }

  private void part(String... comments) {
    script.append('\n');
    List.of(comments).forEach(this::comment);
  }

  /** A name within it may have a line break, which must not end the comment. */
  private void comment(String text) {
    line("-- " + text.replaceAll("\\R", " "));
  }

  private void ifSo(String condition, String... statements) {
    line("IF " + condition);
    List.of(statements).forEach(statement -> line("  " + statement));
  }

  private void line(String text) {
    script.append(text).append('\n');
  }

  private void go() {
    line("GO");
  }
}
