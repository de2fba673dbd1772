/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.sql;

import dev.tandem.simulated.store.Database;
import dev.tandem.simulated.store.Instance;
import dev.tandem.simulated.store.Transaction;
import dev.tandem.simulated.value.SqlServerError;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the server knows of a connection between two statements. */
public final class Session {
  private final Instance instance;
  private final int id;
  private final Map<String, Integer> savepoints = new HashMap<>();
  private Database database;
  private Transaction transaction;
  private boolean implicitTransactions;
  private int transactions;
  private long rowCount;
  private long rowLimit;
  private @Nullable Long identity;

  public Session(Instance instance, int id, Database database) {
    this.instance = instance;
    this.id = id;
    this.database = database;
    this.transaction = instance.begin();
  }

  Instance instance() {
    return instance;
  }

  int id() {
    return id;
  }

  public Database database() {
    return database;
  }

  void moveTo(Database other) {
    database = other;
  }

  void implicitTransactions(boolean on) {
    implicitTransactions = on;
  }

  /** How many transactions are begun, one within another. */
  int transactions() {
    return transactions;
  }

  long rowCount() {
    return rowCount;
  }

  void rowCount(long rows) {
    rowCount = rows;
  }

  /** The most rows of a result, 0 for all. */
  long rowLimit() {
    return rowLimit;
  }

  void rowLimit(long rows) {
    rowLimit = rows;
  }

  /** The last identity that this session made. */
  @Nullable Long identity() {
    return identity;
  }

  void identity(long value) {
    identity = value;
  }

  /** The transaction through which it sees its own writes. */
  Transaction transaction() {
    return transaction;
  }

  /** Writes within the open transaction, or within one of its own; all of it or nothing. */
  void write(Consumer<Transaction> writes) {
    if (instance.secondaryReplica()) {
      throw new SqlServerError(
          3906, "Failed to update database because the database is read-only.");
    }
    beginIfImplicit();
    int mark = transaction.mark();
    try {
      writes.accept(transaction);
    } catch (RuntimeException e) {
      transaction.rollBackTo(mark);
      if (transactions == 0 || (e instanceof SqlServerError error && error.endsTransaction())) {
        rollBack();
      }
      throw e;
    }
    if (transactions == 0) {
      end(true);
    }
  }

  /**
   * Keeps other writers from rows, and from a key that no row has, until the transaction ends; when
   * none is begun, it ends with the statement.
   */
  void lock(TableRelation table, KeyRange range, Term condition) {
    if (transactions == 0) {
      return;
    }
    try {
      table.keys(range, condition).forEach(key -> transaction.claim(table.table(), key));
    } catch (SqlServerError e) {
      if (e.endsTransaction()) {
        rollBack();
      }
      throw e;
    }
  }

  /** Every statement that touches a table begins a transaction when the session says so. */
  void beginIfImplicit() {
    if (implicitTransactions && transactions == 0) {
      transactions = 1;
    }
  }

  void begin() {
    beginIfImplicit();
    transactions++;
  }

  void commit() {
    if (transactions == 0) {
      throw new SqlServerError(
          3902, "The COMMIT TRANSACTION request has no corresponding BEGIN TRANSACTION.");
    }
    transactions--;
    if (transactions == 0) {
      end(true);
    }
  }

  void save(String name) {
    savepoints.put(name, transaction.mark());
  }

  void rollBackTo(String name) {
    Integer mark = savepoints.get(name);
    if (mark == null) {
      throw new SqlServerError(
          6401,
          "Cannot roll back " + name + ". No transaction or savepoint of that name was found.");
    }
    transaction.rollBackTo(mark);
  }

  /** Undoes what is not committed. */
  public void rollBack() {
    transactions = 0;
    end(false);
  }

  private void end(boolean commit) {
    savepoints.clear();
    if (commit) {
      transaction.commit();
    } else {
      transaction.rollBack();
    }
    transaction = instance.begin();
  }
}
