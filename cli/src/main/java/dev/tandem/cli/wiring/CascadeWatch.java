/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.wiring;

import dev.tandem.model.error.TandemException;
import dev.tandem.model.source.Cascades;
import dev.tandem.model.source.ForeignKey;
import dev.tandem.transform.cascade.CascadePlan;
import dev.tandem.wire.report.ProcessMeter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The transform, beside which the effects of foreign keys are looked up. The source is asked again
 * and again which keys there are; one that is away holds up the lookups alone.
 */
final class CascadeWatch implements PipelineProcess {
  private static final Logger LOG = LoggerFactory.getLogger(CascadeWatch.class);
  private static final Duration EVERY = Duration.ofSeconds(10);

  private final PipelineProcess transform;
  private final Pipeline pipeline;
  private final ProcessMeter meter;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
  private @Nullable Cascades known;
  private @Nullable RunningLookups running;
  private String trouble = "";

  CascadeWatch(PipelineProcess transform, Pipeline pipeline, ProcessMeter meter) {
    this.transform = transform;
    this.pipeline = pipeline;
    this.meter = meter;
  }

  @Override
  public String name() {
    return transform.name();
  }

  @Override
  public void run() {
    Thread watch = new Thread(this::watch, "cascades");
    watch.setDaemon(true); // a source that does not answer holds up nobody's end
    watch.start();
    try {
      transform.run();
    } finally {
      closed.countDown();
      end();
    }
    RuntimeException thrown = failure.get();
    if (thrown != null) {
      throw thrown;
    }
  }

  private void watch() {
    try {
      do {
        look().filter(now -> !now.equals(known)).ifPresent(this::follow);
      } while (!closed.await(EVERY.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      LOG.debug("foreign keys are watched no more");
    } catch (RuntimeException e) {
      fail(e);
    }
  }

  private Optional<Cascades> look() {
    try {
      Cascades now = pipeline.source().cascades(pipeline.mapping().tables());
      trouble = "";
      return Optional.of(now);
    } catch (TandemException e) {
      if (!e.line().equals(trouble)) {
        LOG.warn("which foreign keys cascade is asked again until it can be read: {}", e.line());
      }
      trouble = e.line();
      return Optional.empty();
    }
  }

  private synchronized void follow(Cascades now) {
    if (closed.getCount() == 0) {
      return;
    }
    now.missed()
        .forEach(
            key ->
                LOG.warn(
                    "TD-MYS-CASCADE: what {} {} does to rows will not arrive: './tandem check' says why",
                    key,
                    key.actions()));
    now.emulated()
        .forEach(key -> LOG.info("what {} {} does to rows is looked up", key, key.actions()));
    if (known == null || !known.emulated().equals(now.emulated())) {
      end();
      List<ForeignKey> keys = now.emulated();
      running =
          keys.isEmpty()
              ? null
              : RunningLookups.start(pipeline, new CascadePlan(keys), meter.ofPart(), this::fail);
    }
    known = now;
  }

  private void fail(RuntimeException thrown) {
    failure.compareAndSet(null, thrown);
    closed.countDown();
    transform.close();
  }

  private synchronized void end() {
    RunningLookups old = running;
    running = null;
    if (old != null) {
      old.close();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    transform.close();
  }
}
