/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.postgres;

import dev.tandem.model.entity.EntityField;
import dev.tandem.model.entity.EntitySchema;
import dev.tandem.model.entity.Version;
import dev.tandem.model.mapping.PostgresPlan;
import dev.tandem.model.mapping.PostgresPlan.Period;
import dev.tandem.model.type.Type;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The statements that make target tables and the sink's own. */
final class Ddl {
  /** Two sinks that start together must not create one table twice. */
  static final String LOCK = "SELECT pg_advisory_xact_lock(hashtext('tandem.ddl'))";

  /** A table without this comment is somebody's own, and its columns are left as they are. */
  static final String MADE = "Made by Tandem, which widens columns as the source does.";

  /** The sink's own tables: positions with their fence, and the versions of deleted rows. */
  static final List<String> BOOKKEEPING =
      List.of(
          LOCK,
          "CREATE SCHEMA IF NOT EXISTS tandem",
          """
          CREATE TABLE IF NOT EXISTS tandem.sink_position (
            sink text NOT NULL,
            topic text NOT NULL,
            partition integer NOT NULL,
            topic_id text NOT NULL,
            epoch bigint NOT NULL,
            owner text NOT NULL,
            next_offset bigint,
            updated_at timestamptz NOT NULL,
            PRIMARY KEY (sink, topic, partition))""",
          """
          CREATE TABLE IF NOT EXISTS tandem.tombstone (
            relation text NOT NULL,
            key text NOT NULL,
            version bigint NOT NULL,
            deleted_at timestamptz NOT NULL,
            PRIMARY KEY (relation, key))""",
          "CREATE INDEX IF NOT EXISTS tombstone_deleted_at ON tandem.tombstone (deleted_at)");

  /** Whether the sink's own tables are there. */
  static final String IS_PREPARED =
      """
      SELECT count(*) = 3 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = 'tandem' AND c.relname IN ('sink_position', 'tombstone', 'tombstone_deleted_at')
      """;

  private Ddl() {}

  static List<String> create(PostgresPlan where, EntitySchema schema) {
    String columns = schema.fields().stream().map(Ddl::column).collect(Collectors.joining(", "));
    String facts =
        TargetTable.facts(where).stream()
            .map(column -> ", " + column(column))
            .collect(Collectors.joining());
    List<String> statements = new ArrayList<>();
    statements.add(LOCK);
    statements.add("CREATE SCHEMA IF NOT EXISTS " + Sql.name(where.schema()));
    statements.add(
        "CREATE TABLE IF NOT EXISTS "
            + Sql.table(where)
            + " ("
            + columns
            + facts
            + ", "
            + Sql.name(Version.NAME)
            + " bigint NOT NULL, PRIMARY KEY ("
            + key(where, schema)
            + "))"
            + where
                .partitioning()
                .map(by -> " PARTITION BY RANGE (" + Sql.name(by.field()) + ")")
                .orElse(""));
    where.partitioning().ifPresent(by -> statements.add(defaultPartition(where)));
    statements.add("COMMENT ON TABLE " + Sql.table(where) + " IS '" + MADE + "'");
    return statements;
  }

  /** For rows whose own partition cannot be made. */
  static String defaultPartition(PostgresPlan where) {
    return partition(where, "_default") + " DEFAULT";
  }

  static String partition(PostgresPlan where, Period period, LocalDate start) {
    return partition(where, Periods.suffix(period, start))
        + " FOR VALUES FROM ('"
        + start
        + "') TO ("
        + Periods.end(period, start).map(end -> "'" + end + "'").orElse("MAXVALUE")
        + ")";
  }

  private static String partition(PostgresPlan where, String suffix) {
    return "CREATE TABLE IF NOT EXISTS "
        + Sql.table(new PostgresPlan(where.schema(), where.table() + suffix))
        + " PARTITION OF "
        + Sql.table(where);
  }

  static String addFact(PostgresPlan where, FactColumn column) {
    return "ALTER TABLE " + Sql.table(where) + " ADD COLUMN IF NOT EXISTS " + column(column);
  }

  private static String column(FactColumn column) {
    return Sql.name(column.name()) + ' ' + column.type();
  }

  static String addColumn(PostgresPlan where, EntityField field) {
    return "ALTER TABLE "
        + Sql.table(where)
        + " ADD COLUMN IF NOT EXISTS "
        + Sql.name(field.name())
        + ' '
        + ColumnTypes.ddl(field.type());
  }

  static String widen(PostgresPlan where, String column, Type type) {
    return alterColumn(where, column) + " TYPE " + ColumnTypes.ddl(type);
  }

  static String relax(PostgresPlan where, String column) {
    return alterColumn(where, column) + " DROP NOT NULL";
  }

  private static String alterColumn(PostgresPlan where, String column) {
    return "ALTER TABLE " + Sql.table(where) + " ALTER COLUMN " + Sql.name(column);
  }

  static String addVersion(PostgresPlan where) {
    return "ALTER TABLE "
        + Sql.table(where)
        + " ADD COLUMN IF NOT EXISTS "
        + Sql.name(Version.NAME)
        + " bigint NOT NULL DEFAULT 0";
  }

  static String addKey(PostgresPlan where, EntitySchema schema) {
    return "ALTER TABLE " + Sql.table(where) + " ADD UNIQUE (" + key(where, schema) + ")";
  }

  private static String column(EntityField field) {
    return Sql.name(field.name())
        + ' '
        + ColumnTypes.ddl(field.type())
        + (field.nullable() ? "" : " NOT NULL");
  }

  private static String key(PostgresPlan where, EntitySchema schema) {
    return uniqueColumns(where, schema).stream().map(Sql::name).collect(Collectors.joining(", "));
  }

  /** The entity's key, and after it what the table is split by: PostgreSQL demands that. */
  static Set<String> uniqueColumns(PostgresPlan where, EntitySchema schema) {
    Set<String> columns = new LinkedHashSet<>(schema.key());
    where.partitioning().ifPresent(by -> columns.add(by.field()));
    return columns;
  }
}
