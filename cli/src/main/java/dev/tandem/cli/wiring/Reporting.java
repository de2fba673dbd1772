/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.wiring;

import dev.tandem.wire.Topics;
import dev.tandem.wire.report.ProcessMeter;
import dev.tandem.wire.report.ProcessReport;
import dev.tandem.wire.report.StatusProducer;
import dev.tandem.wire.report.WorkState;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells every five seconds what the processes of this JVM do; whatever fails there is left so. */
final class Reporting implements PipelineProcess {
  private static final Logger LOG = LoggerFactory.getLogger(Reporting.class);
  private static final Duration INTERVAL = Duration.ofSeconds(5);

  private final Pipeline pipeline;
  private final List<Reporter> reporters;
  private final CountDownLatch closed = new CountDownLatch(1);
  private boolean hasTopic;
  private boolean isTold;

  Reporting(Pipeline pipeline, List<Reporter> reporters) {
    this.pipeline = pipeline;
    this.reporters = List.copyOf(reporters);
  }

  @Override
  public String name() {
    return "status";
  }

  @Override
  public void run() {
    try (StatusProducer producer = new StatusProducer(pipeline.kafka(), pipeline.names())) {
      do {
        tell(producer::tell);
      } while (!closed.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS));
      if (hasTopic) { // whoever ends does not wait for Kafka to tell
        tell(report -> last(producer, report));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell(Consumer<ProcessReport> teller) {
    try {
      List<ProcessReport> reports = reporters.stream().map(Reporter::report).toList();
      if (hasTopic()) {
        reports.forEach(teller);
      }
      isTold = false;
    } catch (RuntimeException e) { // not even a defect here may end what is reported on
      if (!isTold) {
        LOG.warn("the status of this process cannot be published: {}", e.toString());
        LOG.debug("the failure behind it", e);
        isTold = true;
      }
    }
  }

  /** The processes make it once nothing keeps them from beginning; before, nothing is touched. */
  private boolean hasTopic() {
    if (!hasTopic) {
      try (Topics topics = pipeline.topics()) {
        hasTopic = !topics.describe(List.of(pipeline.names().status())).isEmpty();
      }
    }
    return hasTopic;
  }

  /** What stopped stays to be read; what ends in order leaves nothing behind. */
  private static void last(StatusProducer producer, ProcessReport report) {
    if (report.state() == WorkState.STOPPED) {
      producer.tell(report);
    } else {
      ProcessReport rest = report.rest();
      if (rest != null) {
        producer.tell(rest);
      }
      producer.ended(report.identity());
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }

  /** Who tells what. */
  record Reporter(ProcessReport.Identity identity, ProcessMeter meter) {
    ProcessReport report() {
      return meter.report(identity);
    }
  }
}
