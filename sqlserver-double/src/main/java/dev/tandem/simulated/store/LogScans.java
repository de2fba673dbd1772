/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.store;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What the capture job's last looks at the log came to; guarded by the instance's lock. */
final class LogScans {
  /** As many as the server remembers. */
  private static final int MOST = 32;

  private final Deque<LogScan> sessions = new ArrayDeque<>();
  private int last;

  /** A look that found transactions. */
  void found(Instant at, Lsn first, int transactions) {
    last++;
    add(new LogScan(last, at, at, first, transactions, 0));
  }

  /** A look that found nothing, which is one with those before it that found nothing either. */
  void foundNothing(Instant at) {
    LogScan before = sessions.peekLast();
    if (before != null && before.empty() > 0) {
      sessions.removeLast();
      add(new LogScan(last, before.start(), at, Lsn.ZERO, 0, before.empty() + 1));
    } else {
      last++;
      add(new LogScan(last, at, at, Lsn.ZERO, 0, 1));
    }
  }

  private void add(LogScan session) {
    sessions.addLast(session);
    if (sessions.size() > MOST) {
      sessions.removeFirst();
    }
  }

  List<LogScan> all() {
    return List.copyOf(sessions);
  }
}
