/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.store;

import dev.tandem.simulated.value.Row;
import dev.tandem.simulated.value.SqlServerError;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a session has written and not committed yet: only the session itself sees it. A row has one
 * writer at a time; another one waits for the first to end, and gives up as a deadlock's victim.
 */
public final class Transaction {
  private final Instance instance;
  private final List<Change> changes = new ArrayList<>();
  private final Map<Table, NavigableMap<Key, Optional<Row>>> written = new HashMap<>();
  private final Map<Table, Set<Key>> claimed = new HashMap<>();
  private Instant begin;
  private @Nullable Transaction waitsFor;

  Transaction(Instance instance) {
    this.instance = instance;
    this.begin = instance.now();
  }

  /** How much was written: the place to come back to with {@link #rollBackTo}. */
  public int mark() {
    synchronized (instance) {
      return changes.size();
    }
  }

  /** A row as this transaction sees it. */
  public @Nullable Row find(Table table, Key key) {
    synchronized (instance) {
      NavigableMap<Key, Optional<Row>> own = written.get(table);
      Optional<Row> mine = own == null ? null : own.get(key);
      return mine == null ? table.rows().get(key) : mine.orElse(null);
    }
  }

  /**
   * The rows from a key on as this transaction sees them, to be read under the lock.
   *
   * @param from null for all
   */
  public NavigableMap<Key, Row> scan(Table table, @Nullable Key from) {
    NavigableMap<Key, Row> committed =
        from == null ? table.rows() : table.rows().tailMap(from, true);
    NavigableMap<Key, Optional<Row>> own = written.get(table);
    if (own == null) {
      return committed;
    }
    NavigableMap<Key, Row> seen = new TreeMap<>(committed);
    (from == null ? own : own.tailMap(from, true))
        .forEach(
            (key, row) -> row.ifPresentOrElse(it -> seen.put(key, it), () -> seen.remove(key)));
    return seen;
  }

  /**
   * Writes a new row.
   *
   * @param named values by the place of their column
   * @throws SqlServerError as {@link dev.tandem.simulated.value.Coercion}, 515, 2627 or 1205
   */
  public void insert(Table table, Map<Integer, ? extends @Nullable Object> named) {
    synchronized (instance) {
      Row row = table.newRow(named);
      Key key = table.keyOf(row);
      claim(table, key);
      requireAbsent(table, key);
      record(new Change.Inserted(table, key, row));
    }
  }

  /**
   * Changes values of a row that is there.
   *
   * @param changes values by the place of their column
   * @throws SqlServerError as {@link #insert}
   */
  public void update(Table table, Key key, Map<Integer, ? extends @Nullable Object> changes) {
    synchronized (instance) {
      claim(table, key);
      Row before = require(table, key);
      Row after = table.changedRow(before, changes);
      Key moved = table.primaryKey().isEmpty() ? key : table.keyOf(after);
      if (table.primaryKey().isEmpty() || moved.equals(table.keyOf(before))) {
        record(new Change.Updated(table, key, before, after));
        return;
      }
      if (moved.compareTo(key) != 0) {
        claim(table, moved);
        requireAbsent(table, moved);
      }
      record(new Change.Rekeyed(table, key, before, moved, after));
    }
  }

  /**
   * Removes a row that is there.
   *
   * @throws SqlServerError 1205
   */
  public void delete(Table table, Key key) {
    synchronized (instance) {
      claim(table, key);
      record(new Change.Deleted(table, key, require(table, key)));
    }
  }

  private Row require(Table table, Key key) {
    Row row = find(table, key);
    if (row == null) {
      throw new IllegalArgumentException(table.fullName() + " has no such row.");
    }
    return row;
  }

  private void requireAbsent(Table table, Key key) {
    if (find(table, key) != null) {
      throw new SqlServerError(
          2627,
          "Violation of PRIMARY KEY constraint 'PK_"
              + table.name()
              + "'. Cannot insert duplicate key in object '"
              + table.schema()
              + "."
              + table.name()
              + "'.");
    }
  }

  /**
   * Makes the row this transaction's own, waiting for another writer to end.
   *
   * @throws SqlServerError 1205 when both wait for each other, or when that takes too long
   */
  public void claim(Table table, Key key) {
    synchronized (instance) {
      try {
        instance.await(() -> isFree(table, key));
      } finally {
        waitsFor = null;
      }
      table.writers().put(key, this);
      claimed.computeIfAbsent(table, any -> new TreeSet<>()).add(key);
    }
  }

  private boolean isFree(Table table, Key key) {
    Transaction writer = table.writers().get(key);
    if (writer == null || writer == this) {
      return true;
    }
    waitsFor = writer;
    for (Transaction next = writer; next != null; next = next.waitsFor) {
      if (next == this) {
        throw SqlServerError.deadlock();
      }
    }
    return false;
  }

  private void record(Change change) {
    if (changes.isEmpty()) {
      begin = instance.now();
    }
    changes.add(change);
    overlay(change);
  }

  private void overlay(Change change) {
    NavigableMap<Key, Optional<Row>> own =
        written.computeIfAbsent(change.table(), any -> new TreeMap<>());
    if (change instanceof Change.Inserted inserted) {
      own.put(inserted.key(), Optional.of(inserted.after()));
    } else if (change instanceof Change.Updated updated) {
      own.put(updated.key(), Optional.of(updated.after()));
    } else if (change instanceof Change.Rekeyed moved) {
      own.put(moved.from(), Optional.empty());
      own.remove(moved.to()); // so that a key of another spelling replaces the old one
      own.put(moved.to(), Optional.of(moved.after()));
    } else if (change instanceof Change.Deleted deleted) {
      own.put(deleted.key(), Optional.empty());
    }
  }

  /** Undoes what was written since a {@link #mark}. */
  public void rollBackTo(int mark) {
    synchronized (instance) {
      if (mark == changes.size()) {
        return;
      }
      changes.subList(mark, changes.size()).clear();
      written.clear();
      changes.forEach(this::overlay);
    }
  }

  /** Undoes everything. */
  public void rollBack() {
    synchronized (instance) {
      rollBackTo(0);
      release();
    }
  }

  /** Makes it all visible, and hands it to the log of each database. */
  public void commit() {
    synchronized (instance) {
      written.forEach(
          (table, rows) ->
              rows.forEach(
                  (key, row) -> {
                    table.rows().remove(key);
                    row.ifPresent(it -> table.rows().put(key, it));
                  }));
      Map<Database, List<Change>> logged = new LinkedHashMap<>();
      changes.forEach(
          change ->
              logged
                  .computeIfAbsent(change.table().database(), any -> new ArrayList<>())
                  .add(change));
      logged.forEach((database, own) -> database.capture().log(begin, own));
      changes.clear();
      written.clear();
      release();
    }
  }

  private void release() {
    claimed.forEach((table, keys) -> table.writers().keySet().removeAll(keys));
    claimed.clear();
    instance.notifyAll();
  }
}
