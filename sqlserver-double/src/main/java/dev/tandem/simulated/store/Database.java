/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.store;

import dev.tandem.simulated.value.Binary;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Tables, and the capture of what changes in them. */
public final class Database {
  private static final int FIRST_OBJECT_ID = 885_578_193;
  private static final int OBJECT_ID_STEP = 16;

  private final Instance instance;
  private final String name;
  private final int id;
  private final NavigableMap<String, Table> tables = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final ChangeCapture capture;
  private boolean snapshotIsolation = true;
  private int objects;
  private long rowVersion = 2_000;

  Database(Instance instance, String name, int id) {
    this.instance = instance;
    this.name = name;
    this.id = id;
    this.capture = new ChangeCapture(instance, this);
  }

  public Instance instance() {
    return instance;
  }

  public String name() {
    return name;
  }

  public int id() {
    return id;
  }

  public ChangeCapture capture() {
    return capture;
  }

  /** Makes a table. */
  public Table create(
      String schema,
      String table,
      List<TableColumn> columns,
      List<Integer> primaryKey,
      List<UniqueIndex> uniqueIndexes) {
    synchronized (instance) {
      Table created = new Table(this, schema, table, columns, primaryKey, uniqueIndexes);
      if (tables.putIfAbsent(schema + "." + table, created) != null) {
        throw new IllegalArgumentException(created.fullName() + " is there already.");
      }
      return created;
    }
  }

  public Optional<Table> find(String schema, String table) {
    synchronized (instance) {
      return Optional.ofNullable(tables.get(schema + "." + table));
    }
  }

  public Collection<Table> tables() {
    synchronized (instance) {
      return List.copyOf(tables.values());
    }
  }

  /**
   * Adds a column, of which the capture instances that are there know nothing.
   *
   * @throws dev.tandem.simulated.value.SqlServerError 1205 when another session is writing to the
   *     table and does not end
   */
  public void alterAdd(Table table, TableColumn column) {
    synchronized (instance) {
      instance.await(() -> table.writers().isEmpty());
      table.add(column);
      capture.altered(
          table,
          "ALTER TABLE ["
              + table.schema()
              + "].["
              + table.name()
              + "] ADD ["
              + column.name()
              + "] "
              + column.column().type().declaration());
    }
  }

  /** Whether snapshot isolation is allowed; nothing but the catalogue knows of it. */
  public boolean snapshotIsolation() {
    synchronized (instance) {
      return snapshotIsolation;
    }
  }

  public void snapshotIsolation(boolean allowed) {
    synchronized (instance) {
      snapshotIsolation = allowed;
    }
  }

  int nextObjectId() {
    objects++;
    return FIRST_OBJECT_ID + OBJECT_ID_STEP * objects;
  }

  Binary nextRowVersion() {
    rowVersion++;
    return Binary.of(ByteBuffer.allocate(Long.BYTES).putLong(rowVersion).array());
  }
}
