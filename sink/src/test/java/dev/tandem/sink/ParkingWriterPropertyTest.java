/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.target.Batch;
import dev.tandem.model.target.Delivery;
import dev.tandem.model.target.Lane;
import dev.tandem.model.target.WriteResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;

/**
 * Whatever the changes, the gaps between them, the batches and the refusals: every change is
 * applied or parked, once, in the order of its key, and the rows are those of the last applied.
 */
@Timeout(60)
class ParkingWriterPropertyTest {
  private static final int LANES = 3;
  private static final int KEYS_PER_LANE = 4;
  private static final int CHANGES = 60;

  private final Seed seed = Seed.next();
  private final Random random = seed.random();
  private final ManualClock clock = new ManualClock();
  private final FakeTarget target = new FakeTarget();
  private final List<Delivery> parked = new ArrayList<>();
  private final ParkingWriter writer =
      new ParkingWriter(
          target.writer(),
          rejection -> parked.add(rejection.delivery()),
          new FloodGate(new FloodLimit(Integer.MAX_VALUE, Duration.ofDays(1)), clock),
          Duration.ofSeconds(30),
          clock);

  @RepeatedTest(150)
  void shouldParkThePoisonAndNothingElse() {
    // Given
    if (random.nextBoolean()) {
      target.namingCulprits();
    }
    target.refusing(ParkingWriterPropertyTest::isPoison);
    List<Delivery> history = history(() -> random.nextInt(6) == 0 ? "poison" : "good");

    // When
    run(history);

    // Then
    assertThat(Set.copyOf(parked))
        .as(seed.toString())
        .containsExactlyInAnyOrderElementsOf(
            history.stream().filter(ParkingWriterPropertyTest::isPoison).toList());
    assertComplete(history);
  }

  @RepeatedTest(150)
  void shouldLoseNothingToConflictsThatPassOrDoNot() {
    // Given
    target.withUniqueValues();
    target.refusing(ParkingWriterPropertyTest::isPoison);
    List<Delivery> history =
        history(() -> random.nextInt(20) == 0 ? "poison" : "v" + random.nextInt(16));

    // When
    run(history);

    // Then
    assertComplete(history);
    assertThat(target.rows().values()).as(seed.toString()).doesNotHaveDuplicates();
  }

  private static boolean isPoison(Delivery delivery) {
    return Things.value(delivery).equals("poison");
  }

  /** Keys stay in their lane; offsets have gaps; some changes share a source transaction. */
  private List<Delivery> history(java.util.function.Supplier<String> values) {
    List<Delivery> history = new ArrayList<>();
    Map<Lane, Long> offsets = new HashMap<>();
    long committedAt = 0;
    for (int i = 0; i < CHANGES; i++) {
      int lane = random.nextInt(LANES);
      long id = lane * 100L + random.nextInt(KEYS_PER_LANE);
      long gap = random.nextInt(3) == 0 ? random.nextInt(3) : 0;
      long offset = offsets.merge(Things.lane(lane), 1 + gap, Long::sum) - 1;
      committedAt += random.nextInt(3);
      history.add(Things.upsert(Things.lane(lane), offset, id, values.get(), committedAt));
    }
    return history;
  }

  private void run(List<Delivery> history) {
    LaneFeed feed = new LaneFeed(random, history);
    writer.claim(feed.lanes());
    for (int turn = 0; !feed.isExhausted(); turn++) {
      assertThat(turn).as("no end in sight with " + seed).isLessThan(20_000);
      Batch batch = feed.batch();
      if (!batch.isEmpty()) {
        feed.settle(batch, write(batch));
      }
      clock.pass(Duration.ofMillis(random.nextInt(5_000)));
    }
    feed.lanes()
        .forEach(
            lane ->
                assertThat(target.position(lane)).as(seed.toString()).isEqualTo(feed.end(lane)));
  }

  private WriteResult write(Batch batch) {
    try {
      return writer.write(batch);
    } catch (RuntimeException e) {
      throw new AssertionError("with " + seed, e);
    }
  }

  private void assertComplete(List<Delivery> history) {
    Set<Delivery> ended = new HashSet<>(target.applied());
    ended.addAll(parked);
    assertThat(ended).as(seed.toString()).containsExactlyInAnyOrderElementsOf(history);
    assertThat(target.applied().size() + parked.size())
        .as("each once, with " + seed)
        .isEqualTo(history.size());
    assertThat(target.disorder()).as(seed.toString()).isEmpty();
    Map<Long, String> expected = new HashMap<>();
    history.stream()
        .filter(change -> !parked.contains(change))
        .forEach(change -> expected.put(Things.id(change), Things.value(change)));
    assertThat(target.rows()).as(seed.toString()).isEqualTo(expected);
  }
}
