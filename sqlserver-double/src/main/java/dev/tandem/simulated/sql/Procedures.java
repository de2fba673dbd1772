/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.sql;

import dev.tandem.simulated.store.CaptureInstance;
import dev.tandem.simulated.store.Table;
import dev.tandem.simulated.value.Answer;
import dev.tandem.simulated.value.Column;
import dev.tandem.simulated.value.Row;
import dev.tandem.simulated.value.SqlServerError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The stored procedures that can be called. */
final class Procedures {
  private static final int UNKNOWN = 2812;

  private static final List<Column> TABLES =
      Columns.of(
          "TABLE_QUALIFIER sysname",
          "TABLE_OWNER sysname",
          "TABLE_NAME sysname",
          "TABLE_TYPE varchar(32)",
          "REMARKS varchar(254)");

  private static final List<Column> PRIMARY_KEYS =
      Columns.of(
          "TABLE_QUALIFIER sysname",
          "TABLE_OWNER sysname",
          "TABLE_NAME sysname",
          "COLUMN_NAME sysname",
          "KEY_SEQ smallint",
          "PK_NAME sysname");

  private static final List<Column> JOBS =
      Columns.of(
          "job_id uniqueidentifier",
          "job_type nvarchar(20)",
          "job_name sysname",
          "maxtrans int",
          "maxscans int",
          "continuous bit",
          "pollinginterval bigint",
          "retention bigint",
          "threshold bigint");

  private static final List<Column> CAPTURED =
      Columns.of(
          "source_schema sysname",
          "source_table sysname",
          "capture_instance sysname",
          "object_id int",
          "source_object_id int",
          "start_lsn binary(10)");

  private static final Map<String, Procedure> BY_NAME =
      new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  static {
    BY_NAME.put("sp_tables", Procedures::tables);
    BY_NAME.put("sp_pkeys", Procedures::primaryKeys);
    BY_NAME.put("sp_cdc_help_jobs", Procedures::jobs);
    BY_NAME.put("sp_cdc_help_change_data_capture", Procedures::captured);
  }

  private Procedures() {}

  /** What a procedure does. */
  private interface Procedure {
    Answer run(Call call);
  }

  /** A call; its session is already in the database before the procedure's name. */
  private record Call(Session session, Map<String, Object> arguments) {
    /** An argument by its place or its name, empty for NULL. */
    String text(int place, String name) {
      Object value = arguments.get(Integer.toString(place));
      Object named = value == null ? arguments.get(name) : value;
      return named == null ? "" : named.toString();
    }

    List<Table> tables(String namePattern, String schemaPattern) {
      return session.database().tables().stream()
          .filter(table -> matches(table.name(), namePattern))
          .filter(table -> matches(table.schema(), schemaPattern))
          .toList();
    }
  }

  /** An empty pattern is matched by everything. */
  static boolean matches(String name, String pattern) {
    return pattern.isEmpty() || LikePattern.matches(name, pattern);
  }

  /**
   * Runs a procedure.
   *
   * @throws SqlServerError 2812 when there is none of this name
   */
  static Answer run(Session session, List<String> name, Map<String, Object> arguments) {
    String procedure = name.get(name.size() - 1);
    @Nullable Procedure found = BY_NAME.get(procedure);
    if (found == null) {
      throw SqlServerError.notImitated(
          UNKNOWN, "Could not find stored procedure '" + procedure + "'.");
    }
    var before = session.database();
    if (name.size() > 2 && !name.get(0).isEmpty()) {
      session.moveTo(session.instance().require(name.get(0)));
    }
    try {
      return found.run(new Call(session, arguments));
    } finally {
      session.moveTo(before);
    }
  }

  private static Answer tables(Call call) {
    String types = call.text(3, "@table_type");
    List<Row> rows = new ArrayList<>();
    if (types.isEmpty() || types.contains("'TABLE'")) {
      for (Table table : call.tables(call.text(0, "@table_name"), call.text(1, "@table_owner"))) {
        rows.add(Row.of(table.database().name(), table.schema(), table.name(), "TABLE", null));
      }
    }
    return new Answer.Rows(TABLES, rows);
  }

  private static Answer primaryKeys(Call call) {
    String name = call.text(0, "@table_name");
    String schema = call.text(1, "@table_owner");
    List<Row> rows = new ArrayList<>();
    for (Table table : call.session().database().tables()) {
      if (table.name().equalsIgnoreCase(name)
          && (schema.isEmpty() || table.schema().equalsIgnoreCase(schema))) {
        rows.addAll(keyColumns(table));
      }
    }
    return new Answer.Rows(PRIMARY_KEYS, rows);
  }

  private static List<Row> keyColumns(Table table) {
    List<Row> rows = new ArrayList<>();
    for (int place : table.primaryKey()) {
      rows.add(
          Row.of(
              table.database().name(),
              table.schema(),
              table.name(),
              table.columns().get(place).name(),
              rows.size() + 1L,
              "PK_" + table.name()));
    }
    return rows;
  }

  private static Answer jobs(Call call) {
    List<Row> rows =
        call.session().database().capture().captureInstances().isEmpty()
            ? List.of()
            : List.of(
                Row.of(null, "capture", "cdc.capture", 500L, 10L, true, 5L, 0L, 0L),
                Row.of(null, "cleanup", "cdc.cleanup", 0L, 0L, false, 0L, 4_320L, 5_000L));
    return new Answer.Rows(JOBS, rows);
  }

  private static Answer captured(Call call) {
    List<CaptureInstance> instances = call.session().database().capture().captureInstances();
    return new Answer.Rows(CAPTURED, instances.stream().map(Procedures::captured).toList());
  }

  private static Row captured(CaptureInstance instance) {
    Table table = instance.table();
    return Row.of(
        table.schema(),
        table.name(),
        instance.name(),
        (long) instance.objectId(),
        (long) table.objectId(),
        instance.startLsn().binary());
  }
}
