/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import dev.tandem.model.source.TableId;
import dev.tandem.sqlserver.CaptureInstance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The tables that got a second capture instance, since a column was added: rows that changed
 * between the two were captured without the column, and are to be read again when capture has come
 * that far. Safe for two threads: one notices them, the other reads.
 */
final class SecondInstances {
  /** Read once too often is harmless; a session that was cut off must not leave it out. */
  private static final Duration AGAIN = Duration.ofMinutes(10);

  private final Map<TableId, Pair> pending = new HashMap<>();
  private final Set<String> known = new HashSet<>();

  /**
   * Takes note of the instances there are.
   *
   * @param since those made before are done: when the offset that the session began with was
   *     published, in milliseconds since 1970 by the server's clock
   */
  synchronized void noticed(List<CaptureInstance> instances, long since) {
    Map<TableId, List<CaptureInstance>> byTable =
        instances.stream().collect(Collectors.groupingBy(CaptureInstance::table));
    byTable.forEach(
        (table, all) -> {
          List<CaptureInstance> ordered = new ArrayList<>(all);
          ordered.sort(Comparator.comparing(CaptureInstance::start));
          CaptureInstance newest = ordered.get(ordered.size() - 1);
          boolean isNew = known.add(newest.name() + "@" + newest.created());
          if (isNew
              && ordered.size() > 1
              && newest.created().toEpochMilli() > since - AGAIN.toMillis()) {
            pending.put(table, new Pair(ordered.get(0), newest));
          }
        });
  }

  /**
   * Those whose rows are due, which are then no longer.
   *
   * @param commit up to where a database has been read
   */
  synchronized List<Pair> due(String database, String commit) {
    List<Pair> due =
        pending.values().stream()
            .filter(pair -> pair.newer.table().database().equals(database))
            .filter(pair -> pair.newer.start().toString().compareTo(commit) <= 0)
            .toList();
    due.forEach(pair -> pending.remove(pair.newer.table()));
    return due;
  }

  /** The two instances of one table. */
  record Pair(CaptureInstance older, CaptureInstance newer) {}
}
