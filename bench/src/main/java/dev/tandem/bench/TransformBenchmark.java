/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import dev.tandem.model.entity.EntityChange;
import dev.tandem.wire.RawChange;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** The way of a record through the transform, on one thread and without Kafka. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@SuppressWarnings("NullAway.Init") // JMH sets the parameter, and calls prepare() before all else
public class TransformBenchmark {
  /** A power of two, and more than a core's nearest cache holds. */
  static final int EVENTS = 1 << 10;

  /** What the mapping asks for; set by JMH. */
  @Param public MappingVariant mapping;

  private TransformSteps steps;
  private List<byte[]> raw;
  private int turn;

  /** Makes the records, and leaves nothing to the compiler that would count as work. */
  @Setup
  public void prepare(Blackhole out) {
    steps = new TransformSteps(mapping);
    raw = Orders.changes(EVENTS);
    StepTimes unused = new StepTimes();
    WarmUp.of(() -> transform(unused, out));
  }

  /** One record; each step's share is taken while it goes through all, as it would for users. */
  @Benchmark
  public void transform(StepTimes times, Blackhole out) {
    turn = (turn + 1) & (EVENTS - 1);
    long start = System.nanoTime();
    RawChange change = steps.decode(raw.get(turn));
    long decoded = System.nanoTime();
    EntityChange mapped = steps.map(change, turn);
    long made = System.nanoTime();
    out.consume(steps.key(mapped));
    out.consume(steps.value(mapped));
    times.decode += decoded - start;
    times.map += made - decoded;
    times.encode += System.nanoTime() - made;
  }

  /** Nanoseconds in each step. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class StepTimes {
    /** From Debezium's JSON to the values of the row. */
    public long decode;

    /** From the values of the row to the change of the entity. */
    public long map;

    /** From the change of the entity to the key and value of its record. */
    public long encode;
  }
}
