/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sink;

import dev.tandem.model.target.Batch;
import dev.tandem.model.target.Lane;
import dev.tandem.model.target.TargetUnavailable;
import dev.tandem.model.target.TargetWriter;
import dev.tandem.model.target.WriteResult;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * Tries again, for as long as it takes, what failed because of the target's state and not because
 * of the data.
 */
final class RetryingWriter implements TargetWriter {
  private static final Duration FIRST_WAIT = Duration.ofMillis(100);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private final TargetWriter writer;
  private final SinkEvents events;
  private final Backoff backoff = new Backoff(FIRST_WAIT, LONGEST_WAIT, new SplittableRandom());

  RetryingWriter(TargetWriter writer, SinkEvents events) {
    this.writer = writer;
    this.events = events;
  }

  @Override
  public Map<Lane, Long> claim(Collection<Lane> lanes) {
    return retrying(() -> writer.claim(lanes));
  }

  @Override
  public WriteResult write(Batch batch) {
    return retrying(() -> writer.write(batch));
  }

  private <T> T retrying(Supplier<T> work) {
    while (true) {
      try {
        T result = work.get();
        backoff.reset();
        events.targetAvailable();
        return result;
      } catch (TargetUnavailable e) {
        events.targetUnavailable(e);
        pause(backoff.next());
      }
    }
  }

  private static void pause(Duration wait) {
    try {
      Thread.sleep(wait.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WriteAbandoned();
    }
  }

  @Override
  public void close() {
    writer.close();
  }
}
