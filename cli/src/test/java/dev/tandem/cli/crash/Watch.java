/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.crash;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Remembers what was seen of each key, and notes whenever something moved back: a version, a
 * revision, a position, or a row that came back without a newer version.
 */
final class Watch {
  private static final int NOTED = 50;

  private final Map<String, Seen> seen = new HashMap<>();
  private final List<String> violations = Collections.synchronizedList(new ArrayList<>());
  private long samples;
  private boolean countsRevisions;

  /**
   * From now on a revision that falls counts, too. It may fall after a snapshot that is ahead of
   * the change tables: the changes that it had seen already come once more.
   */
  synchronized void countRevisions() {
    countsRevisions = true;
  }

  /**
   * Takes in all rows of a table as they are at one moment.
   *
   * @param rows the version and the source's own revision of each key
   */
  synchronized void rows(String table, Map<String, long[]> rows) {
    samples += rows.size();
    rows.forEach((key, numbers) -> row(table + " " + key, numbers[0], numbers[1]));
    markAbsent(table, rows.keySet());
  }

  private void row(String key, long version, long revision) {
    Seen before = seen.get(key);
    if (before != null) {
      if (version < before.version()) {
        note(key + " moved back from version " + before.version() + " to " + version);
      } else if (before.absent() && version == before.version()) {
        note(key + " came back with version " + version + ", with which it had gone");
      } else if (countsRevisions && revision < before.revision()) {
        note(
            key
                + " moved back from revision "
                + before.revision()
                + " to "
                + revision
                + " at version "
                + version);
      }
    }
    seen.put(key, new Seen(version, revision, false));
  }

  private void markAbsent(String table, Set<String> present) {
    seen.replaceAll(
        (key, last) ->
            key.startsWith(table + " ") && !present.contains(key.substring(table.length() + 1))
                ? new Seen(last.version(), last.revision(), true)
                : last);
  }

  /** Takes in a number that must never fall, such as an offset. */
  synchronized void number(String name, long value) {
    Seen before = seen.put("#" + name, new Seen(value, 0, false));
    if (before != null && value < before.version()) {
      note(name + " moved back from " + before.version() + " to " + value);
    }
  }

  private void note(String violation) {
    if (violations.size() < NOTED) {
      violations.add(violation);
    }
  }

  List<String> violations() {
    synchronized (violations) {
      return List.copyOf(violations);
    }
  }

  synchronized long samples() {
    return samples;
  }

  private record Seen(long version, long revision, boolean absent) {}
}
