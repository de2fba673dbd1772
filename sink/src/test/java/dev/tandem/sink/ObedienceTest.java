/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.wire.report.WorkState;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What a loop makes of orders, with a consumer in memory. */
class ObedienceTest extends SinkLoopSetUp {

  @Test
  void shouldFinishWhatIsBeingWrittenBeforeItIsPaused() {
    // Given a write under way, and more that was polled behind it
    holdAWriteUp(PARTITION_A);
    feed(A, 5, 8);
    long polls = consumer.polls.get();
    await().until(() -> consumer.polls.get() > polls + 3);

    // When
    long order = orders.pause(A.topic());
    await().until(() -> consumer.paused().contains(PARTITION_A));
    long obeyedMeanwhile = obeyed();
    gate.open();

    // Then
    await().until(() -> obeyed() == order);
    assertThat(obeyedMeanwhile).as("while it writes").isLessThan(order);
    assertThat(target.position(A)).isEqualTo(5);
    assertThat(told().state()).isEqualTo(WorkState.PAUSED);
    assertThat(Objects.requireNonNull(told().reason()).sentence()).contains("ada", "a test");
  }

  @Test
  void shouldGoOnWhereItPausedWhenResumed() {
    // Given
    consumer.assign(PARTITION_A);
    feed(A, 0, 5);
    await().until(() -> target.position(A) == 5);
    long order = orders.pause(A.topic());
    await().until(() -> obeyed() == order);

    // When records are there already
    feed(A, 5, 9);
    long polls = consumer.polls.get();
    await().until(() -> consumer.polls.get() > polls + 10);
    long positionMeanwhile = target.position(A);
    orders.resume(A.topic());

    // Then
    await().until(() -> target.position(A) == 9);
    assertThat(positionMeanwhile).isEqualTo(5);
    assertThat(target.applied()).hasSize(9).doesNotHaveDuplicates();
    assertThat(told().state()).isNotEqualTo(WorkState.PAUSED);
  }

  @Test
  void shouldNotBeginWithWhatIsPausedAlready() {
    // Given
    long order = orders.pause(A.topic());

    // When
    consumer.assign(PARTITION_A);
    await().until(() -> gate.claims.get() == 1 && obeyed() == order);
    feed(A, 0, 5);
    long polls = consumer.polls.get();
    await().until(() -> consumer.polls.get() > polls + 10);

    // Then
    assertThat(target.writes()).isZero();
    orders.resume(A.topic());
    await().until(() -> target.position(A) == 5);
  }

  @Test
  void shouldTellTheWriterOfARestartOnceTheWriteUnderWayIsDone() {
    // Given
    holdAWriteUp(PARTITION_A);

    // When
    long order = orders.restart(A.topic());
    long polls = consumer.polls.get();
    await().until(() -> consumer.polls.get() > polls + 3);
    long obeyedMeanwhile = obeyed();
    gate.open();

    // Then
    await().until(() -> obeyed() == order);
    assertThat(obeyedMeanwhile).isLessThan(order);
    assertThat(restarted).containsExactly(A.topic());
  }
}
