/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tandem.model.target.Batch;
import dev.tandem.model.target.BatchRefused;
import dev.tandem.model.target.Lane;
import dev.tandem.model.target.LaneLost;
import dev.tandem.model.target.TargetUnavailable;
import dev.tandem.model.target.TargetWriter;
import dev.tandem.model.target.WriteResult;
import dev.tandem.wire.report.ProcessMeter;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RetryingWriterTest {
  private static final Lane LANE = Things.lane(0);
  private static final Batch BATCH = Things.batch(Things.upsert(LANE, 0, 1, "a"));
  private static final WriteResult DONE = WriteResult.of(1, 0);

  private final Scripted target = new Scripted();
  private final RetryingWriter writer =
      new RetryingWriter(
          target, new SinkEvents("sink-test", new ManualClock(), new ProcessMeter()));

  @Test
  void shouldTryAgainUntilTheTargetIsBack() {
    // Given
    target.failures.addAll(List.of(away(), away(), away()));

    // When
    WriteResult result = writer.write(BATCH);

    // Then
    assertThat(result).isEqualTo(DONE);
    assertThat(target.calls).isEqualTo(4);
  }

  @Test
  void shouldTryToClaimAgainToo() {
    // Given
    target.failures.addAll(List.of(away(), away()));

    // When
    Map<Lane, Long> kept = writer.claim(List.of(LANE));

    // Then
    assertThat(kept).containsEntry(LANE, 7L);
  }

  @Test
  void shouldWaitLongerFromTryToTry() {
    // Given
    target.failures.addAll(List.of(away(), away(), away()));

    // When
    long start = System.nanoTime();
    writer.write(BATCH);

    // Then: at least half of 100, 200 and 400 ms
    assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start))
        .isGreaterThanOrEqualTo(350);
  }

  @Test
  void shouldLetALostLaneThrough() {
    // Given
    target.failures.add(new LaneLost(TestCode.TAKEN, "Another writer has it."));

    // When / Then
    assertThatThrownBy(() -> writer.write(BATCH)).isInstanceOf(LaneLost.class);
    assertThat(target.calls).isEqualTo(1);
  }

  @Test
  void shouldLetARefusalThrough() {
    // Given
    BatchRefused refusal = BatchRefused.forGood("E_TEST", "no", new IllegalStateException());
    target.failures.add(refusal);

    // When / Then
    assertThat(catchThrowable(() -> writer.write(BATCH))).isSameAs(refusal);
    assertThat(target.calls).isEqualTo(1);
  }

  @Test
  void shouldGiveUpOnlyWhenStopped() throws InterruptedException {
    // Given
    target.awayForGood = true;
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    AtomicReference<Boolean> interrupted = new AtomicReference<>();
    Thread writing =
        new Thread(
            () -> {
              thrown.set(catchThrowable(() -> writer.write(BATCH)));
              interrupted.set(Thread.currentThread().isInterrupted());
            });
    writing.start();
    assertThat(target.thirdTry.await(20, TimeUnit.SECONDS)).isTrue();

    // When
    writing.interrupt();
    writing.join(10_000);

    // Then
    assertThat(thrown.get()).isInstanceOf(WriteAbandoned.class);
    assertThat(interrupted.get()).isTrue();
  }

  private static TargetUnavailable away() {
    return new TargetUnavailable(TestCode.AWAY, "The target is away.", null);
  }

  /** Fails as it is told, then goes well. */
  private static final class Scripted implements TargetWriter {
    private final Queue<RuntimeException> failures = new ArrayDeque<>();
    private final CountDownLatch thirdTry = new CountDownLatch(3);
    private boolean awayForGood;
    private int calls;

    @Override
    public Map<Lane, Long> claim(Collection<Lane> lanes) {
      next();
      return Map.of(LANE, 7L);
    }

    @Override
    public WriteResult write(Batch batch) {
      next();
      return DONE;
    }

    private void next() {
      calls++;
      thirdTry.countDown();
      RuntimeException failure = awayForGood ? away() : failures.poll();
      if (failure != null) {
        throw failure;
      }
    }

    @Override
    public void close() {}
  }
}
