/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending;

import dev.tandem.lending.table.Table;
import dev.tandem.lending.table.Tables;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Inserts the first rows in batches. */
final class Loader {
  private static final int CONNECTIONS = 2;
  private static final int BATCH = 1_000;

  private final LendingData data;
  private final LendingServer server;
  private final LoadProgress progress;
  private final Deque<Chunk> chunks = new ArrayDeque<>();
  private final long total;
  private Table filling = Tables.ALL.get(0);
  private int underWay;
  private long done;

  Loader(LendingData data, LendingServer server, LoadProgress progress) {
    this.data = data;
    this.server = server;
    this.progress = progress;
    this.total = data.rows().values().stream().mapToLong(Long::longValue).sum();
    for (Table table : Tables.ALL) {
      long rows = data.rows().getOrDefault(table.name(), 0L);
      for (long from = 1; from <= rows; from += BATCH) {
        chunks.add(new Chunk(table, from, Math.min(rows, from + BATCH - 1)));
      }
    }
  }

  void run() throws SQLException {
    List<CompletableFuture<Void>> workers = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      workers.add(
          CompletableFuture.runAsync(this::work, task -> new Thread(task, "lending-load").start()));
    }
    CompletionException failure = null;
    for (CompletableFuture<Void> worker : workers) {
      try {
        worker.join();
      } catch (CompletionException e) {
        failure = e;
      }
    }
    if (failure != null) {
      if (failure.getCause() instanceof Failed failed) {
        throw failed.refusal;
      }
      throw failure;
    }
  }

  private void work() {
    try (Connection connection = server.open()) {
      connection.setAutoCommit(false);
      for (Chunk chunk = next(); chunk != null; chunk = next()) {
        insert(chunk, connection);
        connection.commit();
        tell(chunk);
      }
    } catch (SQLException e) {
      giveUp();
      throw new Failed(e);
    } catch (InterruptedException e) {
      giveUp();
      throw new IllegalStateException("interrupted before all rows were there", e);
    }
  }

  private void insert(Chunk chunk, Connection connection) throws SQLException {
    Table table = chunk.table();
    try (PreparedStatement statement = connection.prepareStatement(table.insert())) {
      for (long number = chunk.from(); number <= chunk.to(); number++) {
        List<@Nullable Object> row = data.row(table, number);
        server.dialect().bindRow(statement, table, row);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /** Waits until the parents' tables are full, for no child may come before its parent. */
  private synchronized @Nullable Chunk next() throws InterruptedException {
    Chunk next = chunks.peek();
    while (next != null && !next.table().equals(filling) && underWay > 0) {
      wait();
      next = chunks.peek();
    }
    if (next != null) {
      filling = next.table();
      underWay++;
    }
    return chunks.poll();
  }

  private synchronized void giveUp() {
    chunks.clear();
    notifyAll();
  }

  private synchronized void tell(Chunk chunk) {
    underWay--;
    notifyAll();
    done += chunk.to() - chunk.from() + 1;
    progress.loaded(done, total);
  }

  /** Rows of a table by their numbers, both included. */
  private record Chunk(Table table, long from, long to) {}

  /** Carries a refusal out of a thread. */
  private static final class Failed extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final SQLException refusal;

    Failed(SQLException refusal) {
      super(refusal);
      this.refusal = refusal;
    }
  }
}
