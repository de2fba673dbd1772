/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.postgres;

import dev.tandem.model.entity.EntityField;
import dev.tandem.model.entity.EntityName;
import dev.tandem.model.entity.EntitySchema;
import dev.tandem.model.entity.Version;
import dev.tandem.model.error.TandemException;
import dev.tandem.model.mapping.Heartbeat;
import dev.tandem.model.mapping.MappingPlan;
import dev.tandem.model.mapping.PostgresPlan;
import dev.tandem.model.target.Delivery;
import dev.tandem.model.target.TargetUnavailable;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The target tables of a pipeline: found, fitted to the schemas that arrive, and created or widened
 * where permitted.
 */
final class Tables {
  private static final Logger LOG = LoggerFactory.getLogger(Tables.class);

  /** Not its owner; something, such as a view, depends on the column. */
  private static final Set<String> REFUSED = Set.of("42501", "0A000", "42P16");

  private final MappingPlan plan;
  private final boolean create;
  private final Map<EntitySchema, TableAccess> known = new HashMap<>();
  private final Partitions partitions = new Partitions();

  Tables(MappingPlan plan, boolean create) {
    this.plan = plan;
    this.create = create;
  }

  /**
   * The table of an entity as it must be for changes of this schema; statements run in a
   * transaction of their own.
   *
   * @throws TargetUnavailable when it is not there and may not be created
   */
  TableAccess of(EntitySchema schema, List<Delivery> deliveries, Connection connection)
      throws SQLException {
    TableAccess access = known.get(schema);
    if (access == null) {
      access = TableAccess.to(fit(schema, connection));
      known.put(schema, access);
    }
    TargetTable table = access.table();
    if (create && table.plan().partitioning().isPresent()) {
      Set<LocalDate> wanting = partitions.wanting(table, deliveries);
      if (!wanting.isEmpty()) {
        partitions.make(table, wanting, connection);
      }
    }
    return access;
  }

  PostgresPlan plan(EntityName entity) {
    return plan.entity(entity)
        .flatMap(found -> found.postgres())
        .orElseThrow(() -> new IllegalArgumentException(entity + " does not go to PostgreSQL"));
  }

  private TargetTable fit(EntitySchema schema, Connection connection) throws SQLException {
    PostgresPlan where = plan(schema.name());
    List<String> misfits = Misfits.of(where, connection);
    if (!misfits.isEmpty()) {
      throw new TargetUnavailable(PostgresCode.TABLE, String.join(" ", misfits), null);
    }
    List<String> missing = missing(schema, where, connection);
    if (!missing.isEmpty()) {
      if (!mayMake(where)) {
        throw new TargetUnavailable(
            PostgresCode.TABLE,
            where
                + " is not as "
                + schema.name()
                + " needs it. "
                + PostgresCode.TABLE.remedy()
                + "\n  "
                + String.join(";\n  ", missing)
                + ";",
            null);
      }
      run(missing, connection);
    }
    if (create && Catalog.isMade(connection, where.schema(), where.table())) {
      for (String sql : loosening(schema, where, connection)) {
        loosen(sql, connection);
      }
    }
    Map<String, Catalog.ColumnInfo> columns =
        Catalog.columns(connection, where.schema(), where.table()).orElseThrow();
    return new TargetTable(
        where,
        schema,
        schema.fields().stream().map(field -> column(field, columns)).toList(),
        Catalog.hasDeferrable(connection, where.schema(), where.table()));
  }

  /** What lies in the sink's own schema it makes as it makes its bookkeeping. */
  boolean mayMake(PostgresPlan where) {
    return create || where.schema().equals(Heartbeat.DOMAIN);
  }

  private static TargetColumn column(EntityField field, Map<String, Catalog.ColumnInfo> columns) {
    Catalog.ColumnInfo column = columns.get(field.name());
    if (column == null) {
      throw new IllegalStateException("the column " + field.name() + " was just there");
    }
    return TargetColumn.of(field, column.formatted(), column.base());
  }

  /** The statements that are still to be run before the table can hold the entity. */
  static List<String> missing(EntitySchema schema, PostgresPlan where, Connection connection)
      throws SQLException {
    Optional<Map<String, Catalog.ColumnInfo>> columns =
        Catalog.columns(connection, where.schema(), where.table());
    if (columns.isEmpty()) {
      return Ddl.create(where, schema);
    }
    List<String> statements = new ArrayList<>();
    for (EntityField field : schema.fields()) {
      if (!columns.get().containsKey(field.name())) {
        statements.add(Ddl.addColumn(where, field));
      }
    }
    for (FactColumn fact : TargetTable.facts(where)) {
      if (!columns.get().containsKey(fact.name())) {
        statements.add(Ddl.addFact(where, fact));
      }
    }
    if (!columns.get().containsKey(Version.NAME)) {
      statements.add(Ddl.addVersion(where));
    }
    if (!Catalog.isUnique(
        connection, where.schema(), where.table(), Ddl.uniqueColumns(where, schema))) {
      statements.add(Ddl.addKey(where, schema));
    }
    if (where.partitioning().isPresent() && !Misfits.hasDefaultPartition(where, connection)) {
      statements.add(Ddl.defaultPartition(where));
    }
    return statements;
  }

  /**
   * The statements after which a table that was made for a former state of the source takes this
   * one: columns widened, and none mandatory that the source no longer fills.
   */
  static List<String> loosening(EntitySchema schema, PostgresPlan where, Connection connection)
      throws SQLException {
    Map<String, EntityField> fields =
        schema.fields().stream().collect(Collectors.toMap(EntityField::name, Function.identity()));
    Set<String> needed = new HashSet<>(Ddl.uniqueColumns(where, schema));
    needed.add(Version.NAME);
    List<String> statements = new ArrayList<>();
    Catalog.columns(connection, where.schema(), where.table())
        .orElse(Map.of())
        .forEach(
            (name, column) -> {
              EntityField field = fields.get(name);
              if (field != null) {
                ColumnTypes.widened(column.formatted(), field.type())
                    .ifPresent(type -> statements.add(Ddl.widen(where, name, type)));
              }
              boolean filled = field != null && !field.nullable();
              if (column.mandatory() && !filled && !needed.contains(name)) {
                statements.add(Ddl.relax(where, name));
              }
            });
    return statements;
  }

  /** Where it cannot be, what does not fit becomes a dead letter. */
  private static void loosen(String sql, Connection connection) throws SQLException {
    try {
      execute(sql, connection);
      connection.commit();
    } catch (SQLException e) {
      connection.rollback();
      if (!REFUSED.contains(String.valueOf(e.getSQLState()))) {
        throw e;
      }
      LOG.warn("run it yourself, or what does not fit is parked: {} ({})", sql, e.getMessage());
    }
  }

  private static void run(List<String> statements, Connection connection) throws SQLException {
    try {
      for (String sql : statements) {
        execute(sql, connection);
      }
      connection.commit();
    } catch (SQLException e) {
      connection.rollback();
      if ("42501".equals(e.getSQLState())) {
        throw new TandemException(
            PostgresCode.GRANT,
            SqlErrors.reason(e)
                + " Grant it, or run as another role: "
                + statements.stream().collect(Collectors.joining("; ")),
            e);
      }
      throw e;
    }
  }

  /** However long the server rewrites a large table, or makes an index over it. */
  private static void execute(String sql, Connection connection) throws SQLException {
    LOG.info("{}", sql);
    int limit = connection.getNetworkTimeout();
    connection.setNetworkTimeout(Runnable::run, 0);
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } finally {
      if (!connection.isClosed()) {
        connection.setNetworkTimeout(Runnable::run, limit);
      }
    }
  }

  /** Forgets what tables look like: after an error that says that they look otherwise. */
  void forget() {
    known.clear();
    partitions.forget();
  }
}
