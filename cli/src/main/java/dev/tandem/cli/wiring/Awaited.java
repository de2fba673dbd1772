/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.wiring;

import dev.tandem.wire.Topics;
import dev.tandem.wire.report.ProcessMeter;
import dev.tandem.wire.report.Reason;
import dev.tandem.wire.report.WorkState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.TopicDescription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for topics that another process makes; processes may be started in any order. */
final class Awaited {
  private static final Logger LOG = LoggerFactory.getLogger(Awaited.class);
  private static final Duration PAUSE = Duration.ofMillis(300);
  private static final int PAUSES_PER_LINE = 100;

  private final String process;
  private final String maker;
  private final Topics topics;
  private final ProcessMeter meter;
  private final BooleanSupplier closed;

  Awaited(String process, String maker, Topics topics, ProcessMeter meter, BooleanSupplier closed) {
    this.meter = meter;
    this.process = process;
    this.maker = maker;
    this.topics = topics;
    this.closed = closed;
  }

  /**
   * Returns the topics' descriptions once all are there; fewer when the process was closed
   * meanwhile.
   */
  Map<String, TopicDescription> topics(List<String> names) {
    for (int i = 0; ; i++) {
      Map<String, TopicDescription> found = topics.describe(names);
      if (found.size() == names.size() || closed.getAsBoolean()) {
        meter.is(WorkState.STARTING);
        return found;
      }
      if (i % PAUSES_PER_LINE == 1) {
        meter.waits(new Reason("", process + " waits for " + maker + " to make its topics"));
        LOG.info("{} waits for {} to make its topics", process, maker);
      }
      Pause.of(PAUSE);
    }
  }
}
