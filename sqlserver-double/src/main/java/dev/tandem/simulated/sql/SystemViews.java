/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.sql;

import dev.tandem.simulated.store.Database;
import dev.tandem.simulated.store.Instance;
import dev.tandem.simulated.store.LogScan;
import dev.tandem.simulated.store.Lsn;
import dev.tandem.simulated.store.Table;
import dev.tandem.simulated.store.TableColumn;
import dev.tandem.simulated.value.Column;
import dev.tandem.simulated.value.Kind;
import dev.tandem.simulated.value.Row;
import dev.tandem.simulated.value.SqlType;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The views of schema sys, as far as a client of change data capture asks for them. */
final class SystemViews {
  private static final int DBO = 1;
  private static final int AGENT_RUNS = 4;
  private static final int AGENT_STOPPED = 1;
  private static final Map<String, Function<Database, Relation>> BY_NAME =
      new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  static {
    add(
        "databases",
        List.of(
            "name sysname",
            "database_id int",
            "compatibility_level tinyint",
            "collation_name sysname",
            "state tinyint",
            "snapshot_isolation_state tinyint",
            "is_read_committed_snapshot_on bit",
            "recovery_model_desc nvarchar(60)",
            "is_cdc_enabled bit"),
        database -> rows(database.instance().databases(), SystemViews::database));
    add(
        "schemas",
        List.of("name sysname", "schema_id int"),
        database -> rows(schemas(database), name -> Row.of(name, schemaId(database, name))));
    add(
        "tables",
        List.of(
            "name sysname",
            "object_id int",
            "schema_id int",
            "type char(2)",
            "is_ms_shipped bit",
            "is_tracked_by_cdc bit"),
        database -> rows(database.tables(), SystemViews::table));
    add(
        "columns",
        List.of(
            "object_id int",
            "name sysname",
            "column_id int",
            "system_type_id tinyint",
            "user_type_id int",
            "max_length smallint",
            "precision tinyint",
            "scale tinyint",
            "collation_name sysname",
            "is_nullable bit",
            "is_identity bit",
            "is_computed bit"),
        database -> eachColumn(database, SystemViews::column));
    add(
        "types",
        List.of("name sysname", "system_type_id tinyint", "user_type_id int"),
        database -> rows(Arrays.asList(Kind.values()), SystemViews::type));
    add(
        "indexes",
        List.of(
            "object_id int",
            "name sysname",
            "index_id int",
            "type tinyint",
            "is_unique bit",
            "is_primary_key bit",
            "has_filter bit",
            "is_disabled bit",
            "is_hypothetical bit"),
        database -> IndexRows.indexes(database.tables()));
    add(
        "index_columns",
        List.of(
            "object_id int",
            "index_id int",
            "index_column_id int",
            "column_id int",
            "key_ordinal tinyint",
            "is_descending_key bit"),
        database -> IndexRows.columns(database.tables()));
    add(
        "dm_server_services",
        List.of("servicename nvarchar(256)", "status int"),
        database -> List.of(agent(database.instance())));
    add(
        "dm_cdc_log_scan_sessions",
        List.of(
            "session_id int",
            "start_time datetime",
            "end_time datetime",
            "duration bigint",
            "start_lsn nvarchar(23)",
            "tran_count bigint",
            "empty_scan_count int"),
        database -> rows(database.capture().scans(), SystemViews::scan));
  }

  private SystemViews() {}

  private static void add(String name, List<String> columns, Function<Database, List<Row>> rows) {
    List<Column> parsed = Columns.of(columns.toArray(String[]::new));
    BY_NAME.put(name, database -> Relation.of(parsed, rows.apply(database)));
  }

  static Optional<Relation> find(Database database, String name) {
    return Optional.ofNullable(BY_NAME.get(name)).map(view -> view.apply(database));
  }

  private static <T> List<Row> rows(Collection<T> things, Function<T, Row> row) {
    return things.stream().map(row).toList();
  }

  private static Row database(Database database) {
    boolean captured = !database.capture().captureInstances().isEmpty();
    return Row.of(
        database.name(),
        (long) database.id(),
        160L,
        "SQL_Latin1_General_CP1_CI_AS",
        0L,
        database.snapshotIsolation() ? 1L : 0L,
        false,
        "FULL",
        captured);
  }

  private static List<String> schemas(Database database) {
    List<String> names = new ArrayList<>(List.of("dbo"));
    for (Table table : database.tables()) {
      if (names.stream().noneMatch(table.schema()::equalsIgnoreCase)) {
        names.add(table.schema());
      }
    }
    return names;
  }

  /** The others come behind dbo in the order of their tables. */
  private static long schemaId(Database database, String schema) {
    List<String> names = schemas(database);
    long id = DBO;
    for (String name : names) {
      if (name.equalsIgnoreCase(schema)) {
        return id;
      }
      id = Math.max(4, id) + 1;
    }
    throw new IllegalArgumentException("There is no schema " + schema + ".");
  }

  private static Row table(Table table) {
    Database database = table.database();
    boolean captured =
        database.capture().captureInstances().stream().anyMatch(it -> it.table() == table);
    return Row.of(
        table.name(),
        (long) table.objectId(),
        schemaId(database, table.schema()),
        "U ",
        false,
        captured);
  }

  /** What a row is made of. */
  private interface ColumnRow {
    Row of(Table table, TableColumn column, long place);
  }

  private static List<Row> eachColumn(Database database, ColumnRow row) {
    List<Row> rows = new ArrayList<>();
    for (Table table : database.tables()) {
      long place = 0;
      for (TableColumn column : table.columns()) {
        place++;
        rows.add(row.of(table, column, place));
      }
    }
    return rows;
  }

  private static Row column(Table table, TableColumn column, long place) {
    SqlType type = column.column().type();
    TypeFacts facts = TypeFacts.of(type);
    @Nullable String collation =
        type.kind().isText() && type.kind() != Kind.XML ? "SQL_Latin1_General_CP1_CI_AS" : null;
    return Row.of(
        (long) table.objectId(),
        column.name(),
        place,
        (long) facts.systemType(),
        (long) facts.systemType(),
        type.isMax() ? -1L : facts.bytes() > Short.MAX_VALUE ? 16L : facts.bytes(),
        type.kind().isNumber() ? facts.precision() : 0L,
        facts.scale() == null ? 0L : facts.scale(),
        collation,
        column.column().nullable(),
        column.column().identity(),
        column.computed() != null);
  }

  private static Row type(Kind kind) {
    long id = TypeFacts.systemType(kind);
    return Row.of(kind.sqlName(), id, id);
  }

  private static Row agent(Instance instance) {
    return Row.of(
        "SQL Server Agent (MSSQLSERVER)",
        (long) (instance.agentRunning() ? AGENT_RUNS : AGENT_STOPPED));
  }

  private static Row scan(LogScan scan) {
    return Row.of(
        (long) scan.session(),
        LocalDateTime.ofInstant(scan.start(), ZoneOffset.UTC),
        LocalDateTime.ofInstant(scan.end(), ZoneOffset.UTC),
        0L,
        scan.empty() > 0 ? Lsn.ZERO + "\u0000" : scan.first().toString(),
        (long) scan.transactions(),
        (long) scan.empty());
  }
}
