/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.status.metrics;

import dev.tandem.status.PipelineStatus;
import dev.tandem.status.PipelineStatus.EntityStatus;
import dev.tandem.status.PipelineStatus.SnapshotStatus;
import dev.tandem.status.PipelineStatus.StateStatus;
import dev.tandem.status.PipelineStatus.TargetStatus;
import dev.tandem.status.PipelineStatus.VerifiedStatus;
import dev.tandem.status.StatusFeed;
import dev.tandem.wire.report.Count;
import dev.tandem.wire.report.ProcessMeter;
import dev.tandem.wire.report.SubjectMeter;
import dev.tandem.wire.report.WorkState;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the metrics of the processes of this JVM, and of the pipeline that they belong to, in a
 * registry. Safe for several threads.
 */
public final class LiveMetrics {
  /** What a counter tells. */
  public enum Counting {
    /** All since the process began. */
    TOTAL,
    /** What was counted since the last time. */
    SINCE_REFRESH
  }

  private static final double MILLIS = 1_000;
  private static final Set<WorkState> UP =
      Set.of(WorkState.STREAMING, WorkState.SNAPSHOTTING, WorkState.STANDBY);

  private final Map<String, ProcessMeter> own;
  private final Optional<StatusFeed> feed;
  private final MeterRegistry registry;
  private final Counting counting;
  private final Map<Metric, MultiGauge> gauges = new EnumMap<>(Metric.class);
  private final Map<Metric, List<MultiGauge.Row<?>>> rows = new EnumMap<>(Metric.class);
  private final Map<String, Long> counted = new HashMap<>();

  /**
   * Metrics of processes.
   *
   * @param own their meters by name
   * @param feed tells of the pipeline; empty where only the processes are told of
   */
  public LiveMetrics(
      MeterRegistry registry,
      Counting counting,
      Map<String, ProcessMeter> own,
      Optional<StatusFeed> feed) {
    this.registry = registry;
    this.counting = counting;
    this.own = Map.copyOf(own);
    this.feed = feed;
    for (Metric metric : Metric.values()) {
      if (!metric.isCounter() || counting == Counting.SINCE_REFRESH) {
        gauges.put(
            metric,
            MultiGauge.builder(metric.id()).description(metric.meaning()).register(registry));
      }
    }
  }

  /** Sets all of them to what they are now. */
  public synchronized void refresh() {
    gauges.keySet().forEach(metric -> rows.put(metric, new ArrayList<>()));
    own.forEach(this::process);
    Tags jvm = Tags.of("process", own.size() == 1 ? own.keySet().iterator().next() : "run");
    Jvm.now().forEach((metric, value) -> add(metric, jvm, value));
    feed.map(StatusFeed::now).ifPresent(this::pipeline);
    gauges.forEach((metric, gauge) -> gauge.register(of(metric), true));
  }

  private void pipeline(Optional<PipelineStatus> now) {
    add(Metric.STATUS_UP, Tags.empty(), now.isPresent() ? 1 : 0);
    now.ifPresent(this::status);
  }

  private List<MultiGauge.Row<?>> of(Metric metric) {
    return Objects.requireNonNull(rows.get(metric));
  }

  private void process(String name, ProcessMeter meter) {
    Tags process = Tags.of("process", name);
    add(Metric.PROCESS_UP, process, UP.contains(meter.state()) ? 1 : 0);
    add(Metric.PROCESS_IDLE, process, (meter.now() - meter.progressAt()) / MILLIS);
    for (Count count : Count.values()) {
      count(name, "", count, meter, one -> one.get(count));
      for (SubjectMeter subject : meter.subjects()) {
        count(name, subject.name(), count, subject, one -> one.get(count));
      }
    }
  }

  /** What has been counted once is there for good. */
  private <T> void count(
      String process, String subject, Count outcome, T meter, ToLongFunction<T> value) {
    long now = value.applyAsLong(meter);
    if (now == 0) {
      return;
    }
    Tags tags = Tags.of("process", process, "subject", subject, "outcome", outcome.label());
    Long before = counted.put(process + '\n' + subject + '\n' + outcome.label(), now);
    if (counting == Counting.SINCE_REFRESH) {
      add(Metric.CHANGES, tags, (double) (before == null ? now : now - before));
    } else if (before == null) {
      FunctionCounter.builder(
              Metric.CHANGES.id(), meter, counter -> (double) value.applyAsLong(counter))
          .description(Metric.CHANGES.meaning())
          .tags(tags)
          .register(registry);
    }
  }

  private void status(PipelineStatus status) {
    status.entities().forEach(this::entity);
    status.targets().forEach(this::target);
    status.states().forEach(this::state);
    Long headroom = status.sourceHeadroomSeconds();
    if (headroom != null) {
      add(Metric.SOURCE_HEADROOM, Tags.empty(), headroom.doubleValue());
    }
  }

  private void state(StateStatus state) {
    Tags tags = Tags.of("process", state.process(), "name", state.name());
    add(Metric.STATE_BYTES, tags, (double) state.bytes());
    add(Metric.STATE_ROWS, tags, (double) state.rows());
    add(Metric.STATE_RESTORED, tags, state.restoredPercent() / 100.0);
  }

  private void target(TargetStatus target) {
    Double seconds = target.freshnessSeconds();
    if (seconds != null) {
      add(Metric.FRESHNESS, Tags.of("target", target.target()), seconds);
    }
  }

  private void entity(EntityStatus entity) {
    Tags place = Tags.of("entity", entity.entity(), "target", entity.target());
    add(Metric.LAG_RECORDS, place, (double) entity.lagRecords());
    add(Metric.LAG_SECONDS, place, entity.lagSeconds());
    add(Metric.OLDEST_WAITING, place, entity.oldestWaitingSeconds());
    add(Metric.DEAD_LETTERS, place, (double) entity.deadLetters());
    add(Metric.STATE, place.and("state", entity.state().name().toLowerCase(Locale.ROOT)), 1);
    latency(place.and("quantile", "0.5"), entity.p50Millis());
    latency(place.and("quantile", "0.99"), entity.p99Millis());
    Long headroom = entity.headroomSeconds();
    if (headroom != null) {
      add(Metric.TOPIC_HEADROOM, place, headroom.doubleValue());
    }
    VerifiedStatus verified = entity.verified();
    if (verified != null) {
      add(Metric.VERIFIED_AGE, place, (double) verified.secondsAgo());
      add(Metric.DIFFERENCES, place, (double) verified.differences());
    }
    SnapshotStatus snapshot = entity.snapshot();
    Integer percent = snapshot == null ? null : snapshot.percent();
    if (percent != null) {
      add(Metric.SNAPSHOT, place, percent / 100.0);
    }
  }

  private void latency(Tags place, @Nullable Double millis) {
    if (millis != null) {
      add(Metric.LATENCY, place, millis / MILLIS);
    }
  }

  private void add(Metric metric, Tags tags, double value) {
    of(metric).add(MultiGauge.Row.of(tags, value));
  }
}
