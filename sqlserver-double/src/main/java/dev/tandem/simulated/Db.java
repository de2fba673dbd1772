/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated;

import dev.tandem.simulated.sql.Interpreter;
import dev.tandem.simulated.sql.TableScript;
import dev.tandem.simulated.store.CaptureMode;
import dev.tandem.simulated.store.Database;
import dev.tandem.simulated.store.Lsn;
import dev.tandem.simulated.store.Table;
import dev.tandem.simulated.store.TableColumn;
import dev.tandem.simulated.store.Transaction;
import dev.tandem.simulated.value.Column;
import dev.tandem.simulated.value.Row;
import dev.tandem.simulated.value.SqlServerError;
import dev.tandem.simulated.value.SqlType;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A database of the double, for the one who sets the scene. Tables are named with or without their
 * schema; without it dbo is meant. All methods may be called by any thread, and fail with a {@link
 * SqlServerError} as the statement would that does the same.
 */
public final class Db {
  private final Database database;
  private final Interpreter interpreter;

  Db(Database database, Interpreter interpreter) {
    this.database = database;
    this.interpreter = interpreter;
  }

  public String name() {
    return database.name();
  }

  /** Begins to declare a table, which {@link TableBuilder#create} then makes. */
  public TableBuilder table(String name) {
    return new TableBuilder(database, interpreter, TableName.of(name));
  }

  /**
   * Makes the tables of a script that is written for a real server, of which it reads nothing but
   * the CREATE TABLE statements, and of these no constraints but the primary key and UNIQUE, which
   * is not enforced.
   */
  public void createTables(String script) {
    for (TableScript.Definition table : TableScript.read(script, interpreter, database)) {
      TableBuilder builder = table(table.schema() + "." + table.name());
      table.columns().forEach(builder::add);
      table.uniqueIndexes().forEach(builder::unique);
      builder.pk(table.key().toArray(String[]::new)).create();
    }
  }

  private Table require(String name) {
    TableName sought = TableName.of(name);
    return database
        .find(sought.schema(), sought.table())
        .orElseThrow(() -> new SqlServerError(208, "Invalid object name '" + name + "'."));
  }

  /**
   * Makes a capture instance of all columns, and names it like the server: {@code schema_table}.
   *
   * @return its name
   */
  public String enableCdc(String table) {
    Table captured = require(table);
    return enableCdc(table, captured.schema() + "_" + captured.name());
  }

  /**
   * Makes a capture instance; a table has two at most.
   *
   * @param columns what it captures; none for all that the table has now
   * @return its name
   */
  public String enableCdc(String table, String captureInstance, String... columns) {
    return database.capture().enable(require(table), captureInstance, List.of(columns)).name();
  }

  /** Drops a capture instance with all that it captured. */
  public void disableCdc(String captureInstance) {
    database.capture().disable(captureInstance);
  }

  /** Does all or nothing, as one transaction. */
  public void tx(Consumer<Tx> writes) {
    Transaction transaction = database.instance().begin();
    try {
      writes.accept(new Tx(this::require, transaction));
      transaction.commit();
    } finally {
      transaction.rollBack(); // nothing, when it is committed
    }
  }

  /** {@link Tx#insert(String, Object...)} as a transaction of its own. */
  public void insert(String table, @Nullable Object... values) {
    tx(tx -> tx.insert(table, values));
  }

  /** {@link Tx#insertNamed} as a transaction of its own. */
  public void insertNamed(String table, Map<String, ? extends @Nullable Object> values) {
    tx(tx -> tx.insertNamed(table, values));
  }

  /** {@link Tx#update} as a transaction of its own. */
  public void update(String table, Object key, Map<String, ? extends @Nullable Object> changes) {
    tx(tx -> tx.update(table, key, changes));
  }

  /** {@link Tx#delete} as a transaction of its own. */
  public void delete(String table, Object key) {
    tx(tx -> tx.delete(table, key));
  }

  /** What is committed in a table, in the order of its key. */
  public List<Row> rows(String table) {
    synchronized (database.instance()) {
      return List.copyOf(database.instance().begin().scan(require(table), null).values());
    }
  }

  /** Adds a column that may be NULL, which no capture instance sees that is there already. */
  public void alterAddColumn(String table, String column, String type) {
    Column added = Column.of(column, SqlType.parse(type));
    database.alterAdd(require(table), new TableColumn(added, null, null));
  }

  /** Whether the database says that it allows snapshot isolation; at first it does. */
  public void snapshotIsolation(boolean allowed) {
    database.snapshotIsolation(allowed);
  }

  /** When commits get into the change tables; at first at once. */
  public void capture(CaptureMode mode) {
    database.capture().mode(mode);
  }

  /** Captures what is committed, even when capture is paused. */
  public void runCapture() {
    database.capture().run();
  }

  /** As the capture job does every five minutes when nothing changes: shows that it is alive. */
  public void idleHeartbeat() {
    database.capture().heartbeat();
  }

  /** Does several things of which no client sees one without the others. */
  public void undisturbed(Runnable things) {
    synchronized (database.instance()) {
      things.run();
    }
  }

  /** As the cleanup job does: forgets what was committed before an LSN. */
  public void cleanup(Lsn low) {
    database.capture().cleanUp(low);
  }

  /** The last commit that is captured; null when there is none. */
  public @Nullable Lsn maxLsn() {
    return database.capture().maxLsn();
  }

  /** How many rows a capture instance's change table has. */
  public int changes(String captureInstance) {
    return database
        .capture()
        .find(captureInstance)
        .orElseThrow(() -> new SqlServerError(22985, captureInstance + " does not exist."))
        .size();
  }
}
