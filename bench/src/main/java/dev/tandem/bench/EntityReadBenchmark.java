/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** What a sink does first with the records that the transform has made: it reads them again. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls prepare() before all else
public class EntityReadBenchmark {
  private static final int RECORDS = TransformBenchmark.EVENTS;

  private final TransformSteps steps = new TransformSteps(MappingVariant.PLAIN);
  private List<byte[]> values;
  private int turn;

  /** Makes the records, and leaves nothing to the compiler that would count as work. */
  @Setup
  public void prepare(Blackhole out) {
    values =
        Orders.changes(RECORDS).stream()
            .map(raw -> steps.value(steps.map(steps.decode(raw), 0)))
            .toList();
    WarmUp.of(() -> read(out));
  }

  /** One record. */
  @Benchmark
  public void read(Blackhole out) {
    turn = (turn + 1) & (RECORDS - 1);
    out.consume(steps.read(values.get(turn)));
  }
}
