/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.wiring;

import dev.tandem.model.entity.EntityRow;
import dev.tandem.model.entity.EntitySchema;
import dev.tandem.model.entity.Location;
import dev.tandem.model.error.TandemException;
import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.mapping.Heartbeat;
import dev.tandem.model.target.RowWatch;
import dev.tandem.model.type.Value;
import dev.tandem.sink.SinkMeter;
import dev.tandem.wire.report.ProcessMeter;
import dev.tandem.wire.report.Reason;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A sink beside which the heartbeat's row is read back at the target every two seconds: on a
 * connection and a thread of its own, so that nothing that happens there reaches the sink.
 */
final class ReadBack implements PipelineProcess {
  private static final Logger LOG = LoggerFactory.getLogger(ReadBack.class);
  private static final Duration EVERY = Duration.ofSeconds(2);
  private static final Reason NOT_THERE =
      new Reason("", "no heartbeat of this pipeline has arrived there yet");

  private final PipelineProcess sink;
  private final List<Location> place;
  private final Supplier<RowWatch> target;
  private final ProcessMeter meter;
  private final CountDownLatch closed = new CountDownLatch(1);
  private @Nullable RowWatch watch;

  /** What is asked of a target. */
  static final EntitySchema ROW = Heartbeat.schema();

  /** The sink with what reads the row back, or the sink alone where there is no heartbeat. */
  static PipelineProcess beside(
      PipelineProcess sink,
      Pipeline pipeline,
      Function<EntityPlan, RowWatch> target,
      SinkMeter meter) {
    return pipeline
        .mapping()
        .entity(Heartbeat.NAME)
        .<PipelineProcess>map(
            plan ->
                new ReadBack(
                    sink, pipeline.names().pipeline(), () -> target.apply(plan), meter.work()))
        .orElse(sink);
  }

  /**
   * A sink with what reads the row back.
   *
   * @param pipeline whose row it is
   * @param target opens a reader
   */
  private ReadBack(
      PipelineProcess sink, String pipeline, Supplier<RowWatch> target, ProcessMeter meter) {
    this.sink = sink;
    this.place = List.of(Heartbeat.location(pipeline));
    this.target = target;
    this.meter = meter;
  }

  @Override
  public String name() {
    return sink.name();
  }

  @Override
  public void run() {
    Thread reader = new Thread(this::read, "heartbeat-" + sink.name());
    reader.setDaemon(true); // a target that does not answer holds up nobody's end
    reader.start();
    try {
      sink.run();
    } finally {
      closed.countDown();
      reader.interrupt();
    }
  }

  private void read() {
    try {
      do {
        look();
      } while (!closed.await(EVERY.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      LOG.debug("the heartbeat is read no more: its sink has ended");
    } finally {
      forget();
    }
  }

  private void look() {
    try {
      RowWatch open = watch;
      if (open == null) {
        open = target.get();
        watch = open;
      }
      tell(open.look(place));
    } catch (TandemException e) {
      fails(Reason.of(e), e);
    } catch (RuntimeException e) { // not even a defect here may end what it only watches
      fails(new Reason("", "the heartbeat cannot be read: " + e.getClass().getSimpleName()), e);
    }
  }

  private void tell(List<EntityRow> found) {
    if (found.isEmpty()) {
      meter.showsUnknown(NOT_THERE);
    }
    for (EntityRow row : found) {
      if (row.value(Heartbeat.WRITTEN_AT) instanceof Value.Timestamp time) {
        meter.shows(time.value().toInstant(ZoneOffset.UTC).toEpochMilli());
      } else {
        meter.showsUnknown(new Reason("", "the heartbeat there has no time"));
      }
    }
  }

  private void fails(Reason reason, RuntimeException failure) {
    if (closed.getCount() > 0) {
      meter.showsUnknown(reason);
      LOG.debug("the heartbeat cannot be read back", failure);
    }
    forget();
  }

  private void forget() {
    RowWatch open = watch;
    watch = null;
    if (open != null) {
      open.close();
    }
  }

  @Override
  public void close() {
    sink.close();
  }
}
