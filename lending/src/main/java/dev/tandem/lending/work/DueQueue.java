/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending.work;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What is due and not begun, as much as there may be of it. */
final class DueQueue {
  private static final long LOOK_MILLIS = 20;

  private final LinkedBlockingQueue<Due> queue = new LinkedBlockingQueue<>();
  private volatile boolean closed;

  void add(Due due) {
    queue.add(due);
  }

  /** The one that has been due for longest; null when there is none for the moment. */
  @Nullable Due next() throws InterruptedException {
    return queue.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Nothing more becomes due. */
  void close() {
    closed = true;
  }

  boolean isOver() {
    return closed && queue.isEmpty();
  }

  int size() {
    return queue.size();
  }

  /** Takes away all that has not been begun. */
  List<Due> clear() {
    List<Due> left = new ArrayList<>();
    queue.drainTo(left);
    return left;
  }
}
