/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sink;

import dev.tandem.model.target.Batch;
import dev.tandem.model.target.Delivery;
import dev.tandem.model.target.Lane;
import dev.tandem.model.target.WriteResult;
import dev.tandem.wire.report.Count;
import dev.tandem.wire.report.ProcessMeter;
import dev.tandem.wire.report.Reason;
import dev.tandem.wire.report.SubjectMeter;
import dev.tandem.wire.report.WorkState;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** What a sink has done since it started. Safe for several threads. */
public final class SinkMeter {
  private static final long LONGEST_MICROS = 3_600_000_000L;
  private static final int DIGITS = 3;

  private final ProcessMeter work = new ProcessMeter();
  private final Map<String, String> entities = new ConcurrentHashMap<>();
  private final Histogram latencyMicros = new ConcurrentHistogram(LONGEST_MICROS, DIGITS);

  /** What the sink tells of itself, and of each entity. */
  public ProcessMeter work() {
    return work;
  }

  /** Takes in what became of a batch. */
  void count(Batch batch, WriteResult result) {
    work.add(Count.APPLIED, result.applied());
    work.add(Count.SUPERSEDED, result.superseded());
    Map<SubjectMeter, Long> settled = new HashMap<>();
    for (Delivery delivery : batch.deliveries()) {
      if (!WriteResult.Blockage.holds(delivery, result.blocked())) {
        settled.merge(meter(delivery), 1L, Long::sum);
      }
    }
    for (WriteResult.Rejection rejection : result.rejected()) {
      SubjectMeter meter = meter(rejection.delivery());
      meter.add(Count.REJECTED, 1);
      settled.merge(meter, -1L, Long::sum);
    }
    settled.forEach((meter, count) -> meter.add(Count.SETTLED, count));
    batch.progress().keySet().forEach(lane -> lane(lane, result));
    work.works(WorkState.STREAMING);
  }

  private void lane(Lane lane, WriteResult result) {
    String entity = entities.get(lane.topic());
    if (entity == null) {
      return; // nothing of it was ever decoded
    }
    WriteResult.Blockage blockage = result.blocked().get(lane);
    if (blockage == null) {
      work.subject(entity).goesOn(lane.toString());
      return;
    }
    boolean isStopped = blockage.code().equals(SinkCode.FLOOD.code());
    work.subject(entity)
        .stands(
            lane.toString(),
            isStopped ? WorkState.STOPPED : WorkState.WAITING,
            new Reason(blockage.code(), blockage.reason()),
            work.now());
  }

  private SubjectMeter meter(Delivery delivery) {
    String topic = delivery.lane().topic();
    String known = entities.get(topic);
    return work.subject(known == null ? named(topic, delivery) : known);
  }

  private String named(String topic, Delivery delivery) {
    return Objects.requireNonNull(
        entities.computeIfAbsent(topic, name -> delivery.schema().name().toString()));
  }

  /** A clock of the source that runs ahead makes no negative latency. */
  void latency(Delivery delivery, long micros) {
    meter(delivery).latency(micros);
    latencyMicros.recordValue(Math.max(0, Math.min(micros, LONGEST_MICROS)));
  }

  /** Rows written or deleted. */
  public long applied() {
    return work.get(Count.APPLIED);
  }

  /** Changes that the target already had, or had newer. */
  public long superseded() {
    return work.get(Count.SUPERSEDED);
  }

  /** Changes that became dead letters here. */
  public long rejected() {
    return work.subjects().stream().mapToLong(subject -> subject.get(Count.REJECTED)).sum();
  }

  /** Adds the latencies of streamed changes, in microseconds, to a histogram of the caller's. */
  public void addLatencyTo(Histogram total) {
    total.add(latencyMicros.copy());
  }

  /** Forgets the latencies so far: after a warm-up. */
  public void resetLatency() {
    latencyMicros.reset();
  }
}
