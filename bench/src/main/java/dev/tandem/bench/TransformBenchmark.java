/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import dev.tandem.model.entity.EntityChange;
import dev.tandem.wire.RawChange;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** The way of a record through the transform, as a whole and step by step, on one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@SuppressWarnings("NullAway.Init") // JMH sets the parameter, and calls prepare() before all else
public class TransformBenchmark {
  /** A power of two, and more than a core's nearest cache holds. */
  private static final int EVENTS = 1 << 10;

  /** What the mapping asks for; set by JMH. */
  @Param public MappingVariant mapping;

  private TransformSteps steps;
  private List<byte[]> raw;
  private final List<RawChange> decoded = new ArrayList<>();
  private final List<EntityChange> mapped = new ArrayList<>();
  private int turn;

  /** Makes the input of each step. */
  @Setup
  public void prepare() {
    steps = new TransformSteps(mapping);
    raw = new ArrayList<>(Orders.changes(EVENTS));
    raw.forEach(value -> decoded.add(steps.decode(value)));
    decoded.forEach(change -> mapped.add(steps.map(change, mapped.size())));
  }

  private int next() {
    turn = (turn + 1) & (EVENTS - 1);
    return turn;
  }

  /** All three steps. */
  @Benchmark
  public void whole(Blackhole out) {
    int event = next();
    EntityChange change = steps.map(steps.decode(raw.get(event)), event);
    out.consume(steps.key(change));
    out.consume(steps.value(change));
  }

  /** From Debezium's JSON to the values of the row. */
  @Benchmark
  public Object decode() {
    return steps.decode(raw.get(next()));
  }

  /** From the values of the row to the change of the entity. */
  @Benchmark
  public Object map() {
    int event = next();
    return steps.map(decoded.get(event), event);
  }

  /** From the change of the entity to the key and value of its record. */
  @Benchmark
  public void encode(Blackhole out) {
    EntityChange change = mapped.get(next());
    out.consume(steps.key(change));
    out.consume(steps.value(change));
  }
}
