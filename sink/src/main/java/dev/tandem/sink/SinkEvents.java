/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sink;

import dev.tandem.model.target.TargetUnavailable;
import dev.tandem.wire.report.ProcessMeter;
import dev.tandem.wire.report.Reason;
import dev.tandem.wire.report.WorkState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says when the target goes away and comes back: at once, then every half minute, not at every try.
 */
final class SinkEvents {
  private static final Logger LOG = LoggerFactory.getLogger(SinkEvents.class);
  private static final Duration INTERVAL = Duration.ofSeconds(30);

  private final String sink;
  private final Clock clock;
  private final ProcessMeter work;
  private @Nullable Instant since;
  private final Reminder reminder = new Reminder(INTERVAL);

  SinkEvents(String sink, Clock clock, ProcessMeter work) {
    this.work = work;
    this.sink = sink;
    this.clock = clock;
  }

  void targetUnavailable(TargetUnavailable failure) {
    Instant now = clock.instant();
    work.waits(Reason.of(failure));
    if (since == null) {
      since = now;
    }
    if (reminder.isDue(now)) {
      LOG.warn("{} waits since {}: {}", sink, since, failure.line());
      LOG.debug("the failure behind it", failure);
    }
  }

  void targetAvailable() {
    if (since != null) {
      LOG.info("{} goes on after {}", sink, Duration.between(since, clock.instant()));
      since = null;
      work.works(WorkState.STREAMING);
      reminder.reset();
    }
  }
}
