/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.tandem.model.target.Batch;
import dev.tandem.model.target.Delivery;
import dev.tandem.model.target.Lane;
import dev.tandem.model.target.LaneLost;
import dev.tandem.model.target.WriteResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ParkingWriterTest {
  private static final Lane A = Things.lane(0);
  private static final Lane B = Things.lane(1);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ManualClock clock = new ManualClock();
  private final FakeTarget target = new FakeTarget();
  private final List<WriteResult.Rejection> parked = new ArrayList<>();
  private final ParkingWriter writer = writer(parked::add);

  ParkingWriterTest() {
    writer.claim(List.of(A, B));
  }

  @Test
  void shouldParkOnePoisonedChangeAndWriteTheOthers() {
    // Given
    target.refusing(delivery -> Things.value(delivery).equals("poison"));
    Delivery[] deliveries = new Delivery[100];
    for (int i = 0; i < deliveries.length; i++) {
      deliveries[i] = Things.upsert(A, i, i, i == 37 ? "poison" : "good");
    }

    // When
    WriteResult result = writer.write(Things.batch(deliveries));

    // Then
    assertThat(positions(parked)).containsExactly("p.shop.thing-0@37");
    assertThat(target.rows()).hasSize(99).doesNotContainKey(37L);
    assertThat(target.position(A)).isEqualTo(100);
    assertThat(result.applied()).isEqualTo(99);
    assertThat(result.rejected()).isEqualTo(parked);
    assertThat(target.writes()).as("halving, not one by one").isLessThan(30);
  }

  @Test
  void shouldSayWhyAChangeWasParked() {
    // Given
    target.refusing(delivery -> true);

    // When
    writer.write(Things.batch(Things.upsert(A, 0, 1, "a")));

    // Then
    assertThat(parked)
        .singleElement()
        .satisfies(
            rejection -> {
              assertThat(rejection.code()).isEqualTo("E_POISON");
              assertThat(rejection.reason()).isEqualTo("the target will not have it");
            });
  }

  @Test
  void shouldParkWhatTheTargetNamesWithoutHalving() {
    // Given
    target.namingCulprits().refusing(delivery -> Things.id(delivery) % 10 == 3);
    Delivery[] deliveries = new Delivery[30];
    for (int i = 0; i < deliveries.length; i++) {
      deliveries[i] = Things.upsert(A, i, i, "good");
    }

    // When
    writer.write(Things.batch(deliveries));

    // Then
    assertThat(positions(parked))
        .containsExactly("p.shop.thing-0@3", "p.shop.thing-0@13", "p.shop.thing-0@23");
    assertThat(target.rows()).hasSize(27);
    assertThat(target.writes()).isEqualTo(4);
  }

  /** With a stack that is far too small for a call within a call for each of them. */
  @Test
  @Timeout(60)
  void shouldParkAsManyAsTheTargetNamesInOneBatch() throws InterruptedException {
    // Given
    int count = 20_000;
    target.namingCulprits().refusing(delivery -> true);
    Delivery[] deliveries = new Delivery[count];
    for (int i = 0; i < count; i++) {
      deliveries[i] = Things.upsert(A, i, i, "poison");
    }
    Batch batch = Things.batch(deliveries);
    List<WriteResult> results = new ArrayList<>();

    // When
    Thread small =
        new Thread(null, () -> results.add(writer.write(batch)), "small-stack", 256 << 10);
    small.start();
    small.join();

    // Then
    assertThat(parked)
        .extracting(rejection -> rejection.delivery().offset())
        .containsExactlyElementsOf(LongStream.range(0, count).boxed().toList());
    assertThat(results).singleElement().extracting("rejected").isEqualTo(parked);
    assertThat(target.position(A)).isEqualTo(count);
  }

  @Test
  void shouldParkBeforeThePositionPassesTheChange() {
    // Given
    target.refusing(delivery -> true);
    List<Long> positionsWhenParked = new ArrayList<>();
    ParkingWriter watched = writer(rejection -> positionsWhenParked.add(target.position(A)));
    watched.claim(List.of(A));

    // When
    watched.write(Things.batch(Things.upsert(A, 0, 1, "a"), Things.upsert(A, 1, 1, "b")));

    // Then
    assertThat(positionsWhenParked).containsExactly(0L, 1L);
  }

  @Test
  void shouldParkAllThatTheTargetNamesBeforeThePositionPassesThem() {
    // Given
    target.namingCulprits().refusing(delivery -> Things.value(delivery).equals("poison"));
    List<Long> positionsWhenParked = new ArrayList<>();
    ParkingWriter watched = writer(rejection -> positionsWhenParked.add(target.position(A)));
    watched.claim(List.of(A));

    // When
    watched.write(
        Things.batch(
            Things.upsert(A, 0, 1, "a"),
            Things.upsert(A, 1, 2, "poison"),
            Things.upsert(A, 2, 3, "poison")));

    // Then
    assertThat(positionsWhenParked).containsExactly(0L, 0L);
    assertThat(target.position(A)).isEqualTo(3);
  }

  @Test
  void shouldNotMoveThePositionWhenTheDeadLetterCannotBeKept() {
    // Given
    target.refusing(delivery -> true);
    ParkingWriter failing =
        writer(
            rejection -> {
              throw new IllegalStateException("Kafka is away");
            });
    failing.claim(List.of(A));

    // When / Then
    assertThatThrownBy(() -> failing.write(Things.batch(Things.upsert(A, 0, 1, "a"))))
        .isInstanceOf(IllegalStateException.class);
    assertThat(target.position(A)).isZero();
  }

  @Test
  void shouldKeepTheRowOfTheLastAcceptedChangeOfAKey() {
    // Given
    target.refusing(delivery -> Things.value(delivery).equals("poison"));

    // When
    writer.write(
        Things.batch(
            Things.upsert(A, 0, 1, "before"),
            Things.upsert(A, 1, 1, "poison"),
            Things.upsert(A, 2, 1, "after"),
            Things.upsert(A, 3, 2, "poison")));

    // Then
    assertThat(target.rows()).containsExactly(entry(1L, "after"));
    assertThat(positions(parked)).containsExactly("p.shop.thing-0@1", "p.shop.thing-0@3");
    assertThat(target.disorder()).isEmpty();
  }

  @Test
  void shouldParkAtOnceWhatIsRefusedForGood() {
    // Given
    target.refusing(delivery -> Things.id(delivery) == 1);

    // When
    WriteResult result = writer.write(Things.batch(Things.upsert(A, 0, 1, "a")));

    // Then
    assertThat(result.blocked()).isEmpty();
    assertThat(parked).hasSize(1);
  }

  @Test
  void shouldSolveASwapThatTheSourceMadeAcrossLanesInSteps() {
    // Given: 1 has a, 2 has b; 1 takes c, 2 takes a, 1 takes b
    target.withUniqueValues();
    writer.write(Things.batch(Things.upsert(A, 0, 1, "a", 1), Things.upsert(B, 0, 2, "b", 2)));

    // When
    WriteResult result =
        writer.write(
            batch(
                Map.of(A, new Batch.Span(1, 3), B, new Batch.Span(1, 2)),
                Things.upsert(A, 1, 1, "c", 10),
                Things.upsert(A, 2, 1, "b", 30),
                Things.upsert(B, 1, 2, "a", 20)));

    // Then
    assertThat(result.blocked()).isEmpty();
    assertThat(parked).isEmpty();
    assertThat(target.rows()).containsOnly(entry(1L, "b"), entry(2L, "a"));
  }

  @Test
  void shouldLetALaneWaitForWhatAnotherLaneWillBring() {
    // Given
    target.withUniqueValues();
    writer.write(Things.batch(Things.upsert(A, 0, 1, "a")));

    // When: 2 wants the value that 1 still has, and 3 has nothing to do with it
    WriteResult waits =
        writer.write(
            batch(
                Map.of(B, new Batch.Span(0, 3)),
                Things.upsert(B, 0, 3, "x", 10),
                Things.upsert(B, 1, 2, "a", 20),
                Things.upsert(B, 2, 4, "y", 30)));

    // Then
    assertThat(waits.blocked()).containsOnly(entry(B, blockage(1)));
    assertThat(target.position(B)).isEqualTo(1);
    assertThat(target.rows()).doesNotContainKey(4L);

    // When: the other lane gives the value up
    writer.write(batch(Map.of(A, new Batch.Span(1, 2)), Things.upsert(A, 1, 1, "b", 5)));
    writer.write(
        batch(
            Map.of(B, new Batch.Span(1, 3)),
            Things.upsert(B, 1, 2, "a", 20),
            Things.upsert(B, 2, 4, "y", 30)));

    // Then
    assertThat(target.rows())
        .containsOnly(entry(1L, "b"), entry(2L, "a"), entry(3L, "x"), entry(4L, "y"));
    assertThat(parked).isEmpty();
  }

  @Test
  void shouldParkAConflictThatOutlastsThePatience() {
    // Given
    target.withUniqueValues();
    writer.write(Things.batch(Things.upsert(A, 0, 1, "a")));
    Batch conflict = Things.batch(Things.upsert(B, 0, 2, "a"));
    assertThat(writer.write(conflict).blocked()).isNotEmpty();
    clock.pass(PATIENCE.minusMillis(1));
    assertThat(writer.write(conflict).blocked()).isNotEmpty();

    // When
    clock.pass(Duration.ofMillis(1));
    WriteResult result = writer.write(conflict);

    // Then
    assertThat(result.blocked()).isEmpty();
    assertThat(positions(parked)).containsExactly("p.shop.thing-1@0");
    assertThat(target.position(B)).isEqualTo(1);
  }

  @Test
  void shouldGiveEveryConflictAPatienceOfItsOwn() {
    // Given
    target.withUniqueValues();
    writer.write(Things.batch(Things.upsert(A, 0, 1, "a")));
    Batch conflict = Things.batch(Things.upsert(B, 0, 2, "a"));
    writer.write(conflict);
    clock.pass(PATIENCE);
    writer.write(conflict);

    // When
    WriteResult next =
        writer.write(batch(Map.of(B, new Batch.Span(1, 2)), Things.upsert(B, 1, 3, "a", 2)));

    // Then
    assertThat(next.blocked()).containsOnlyKeys(B);
    assertThat(parked).hasSize(1);
  }

  @Test
  void shouldBeginToWaitAnewAfterAClaim() {
    // Given
    target.withUniqueValues();
    writer.write(Things.batch(Things.upsert(A, 0, 1, "a")));
    Batch conflict = Things.batch(Things.upsert(B, 0, 2, "a"));
    writer.write(conflict);
    clock.pass(PATIENCE);

    // When
    writer.claim(List.of(B));

    // Then
    assertThat(writer.write(conflict).blocked()).containsOnlyKeys(B);
    assertThat(parked).isEmpty();
  }

  /** Offsets 0 to 2 hold no change: they were undecodable, and are dead letters already. */
  @Test
  void shouldBringTheTargetUpToTheOffsetAtWhichALaneWaits() {
    // Given
    target.withUniqueValues();
    writer.write(Things.batch(Things.upsert(A, 0, 1, "a")));

    // When
    WriteResult waits = writer.write(Things.batch(Things.upsert(B, 3, 2, "a")));

    // Then
    assertThat(waits.blocked()).containsOnly(entry(B, blockage(3)));
    assertThat(target.position(B)).isEqualTo(3);
  }

  @Test
  void shouldBringTheTargetUpToAChangeThatWaitsBehindAParkedOne() {
    // Given
    target
        .withUniqueValues()
        .namingCulprits()
        .refusing(delivery -> Things.value(delivery).equals("poison"));
    writer.write(Things.batch(Things.upsert(A, 0, 1, "a")));

    // When
    WriteResult waits =
        writer.write(Things.batch(Things.upsert(B, 0, 3, "poison"), Things.upsert(B, 1, 2, "a")));

    // Then
    assertThat(waits.blocked()).containsOnly(entry(B, blockage(1)));
    assertThat(target.position(B)).isEqualTo(1);
    assertThat(positions(parked)).containsExactly("p.shop.thing-1@0");
  }

  @Test
  void shouldLetALostLaneThrough() {
    // Given
    target.writer().claim(List.of(A));

    // When / Then
    assertThatThrownBy(() -> writer.write(Things.batch(Things.upsert(A, 0, 1, "a"))))
        .isInstanceOf(LaneLost.class);
    assertThat(parked).isEmpty();
  }

  private ParkingWriter writer(ParkingWriter.Parking parking) {
    FloodGate flood = new FloodGate(new FloodLimit(100_000, PATIENCE), clock);
    return new ParkingWriter(target.writer(), parking, flood, PATIENCE, clock);
  }

  private static Batch batch(Map<Lane, Batch.Span> progress, Delivery... deliveries) {
    return new Batch(List.of(deliveries), new TreeMap<>(progress));
  }

  private static WriteResult.Blockage blockage(long offset) {
    return new WriteResult.Blockage(offset, "E_UNIQUE", "two rows would have one value");
  }

  private static List<String> positions(List<WriteResult.Rejection> rejections) {
    return rejections.stream().map(rejection -> rejection.delivery().position()).toList();
  }
}
