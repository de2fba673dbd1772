/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending;

import dev.tandem.lending.table.Column;
import dev.tandem.lending.table.Table;
import dev.tandem.lending.table.Tables;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Reads all rows again and again, and notes each whose Revision is lower than it was once. */
final class RevisionWatch implements AutoCloseable {
  /** Asks MySQL for all rows at one time: their Revision, and what they are known by. */
  static final String EVERYTHING =
      Tables.ALL.stream().map(RevisionWatch::rows).collect(Collectors.joining(" UNION ALL "));

  private final Supplier<List<String>> rows;
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final AtomicInteger looks = new AtomicInteger();
  private final ConcurrentLinkedQueue<String> fallen = new ConcurrentLinkedQueue<>();
  private final Map<String, Long> highest = new HashMap<>();
  private final Thread thread = new Thread(this::watch, "revision-watch");

  private RevisionWatch(Supplier<List<String>> rows) {
    this.rows = rows;
  }

  private static String rows(Table table) {
    String key = String.join(", ", table.key().stream().map(Column::name).toList());
    return "SELECT Revision, '"
        + table.name()
        + "', CONCAT_WS(' ', "
        + key
        + ") FROM "
        + table.name();
  }

  /** Starts; each row has its Revision first, and behind a blank what it is known by. */
  static RevisionWatch start(Supplier<List<String>> rows) {
    RevisionWatch watch = new RevisionWatch(rows);
    watch.thread.start();
    return watch;
  }

  private void watch() {
    while (!stopped.get()) {
      rows.get().forEach(this::look);
      looks.incrementAndGet();
    }
  }

  private void look(String row) {
    long revision = Long.parseLong(row.substring(0, row.indexOf(' ')));
    String name = row.substring(row.indexOf(' ') + 1);
    long before = highest.getOrDefault(name, 0L);
    if (revision < before) {
      fallen.add(name + " from " + before + " to " + revision);
    }
    highest.put(name, Math.max(before, revision));
  }

  /** Stops, and tells the rows that moved back. */
  List<String> fallen() throws InterruptedException {
    close();
    return List.copyOf(fallen);
  }

  int looks() {
    return looks.get();
  }

  @Override
  public void close() throws InterruptedException {
    stopped.set(true);
    thread.join();
  }
}
