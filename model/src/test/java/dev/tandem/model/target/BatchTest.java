/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.entity.EntityChange;
import dev.tandem.model.entity.EntityField;
import dev.tandem.model.entity.EntityName;
import dev.tandem.model.entity.EntityRow;
import dev.tandem.model.entity.EntitySchema;
import dev.tandem.model.entity.Location;
import dev.tandem.model.entity.Version;
import dev.tandem.model.type.IntType;
import dev.tandem.model.type.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BatchTest {
  private static final long SEED = Long.getLong("tandem.seed", new Random().nextLong());
  private static final EntitySchema SCHEMA =
      new EntitySchema(
          new EntityName("shop", "thing"),
          List.of(new EntityField("id", new IntType(64), false)),
          List.of("id"));
  private static final Lane A = new Lane("t", "id", 0);
  private static final Lane B = new Lane("t", "id", 1);

  @Test
  void shouldReduceEachKeyToItsNewestVersionWhateverItsPlace() {
    Batch batch =
        batch(
            upsert(A, 0, 1, 10, EntityChange.Origin.CREATE),
            upsert(A, 1, 2, 11, EntityChange.Origin.UPDATE),
            upsert(A, 2, 1, 12, EntityChange.Origin.UPDATE),
            upsert(A, 3, 1, 9, EntityChange.Origin.UPDATE));
    Collection<Delivery> newest = Objects.requireNonNull(batch.newestPerKey().get(SCHEMA.name()));
    assertThat(newest)
        .extracting(delivery -> delivery.change().version().value())
        .containsExactly(12L, 11L);
    EntityChange.Upserted first = (EntityChange.Upserted) newest.iterator().next().change();
    assertThat(first.left())
        .as("the places of those that it stands for")
        .extracting(left -> left.value("id"))
        .containsExactly(new Value.Int(12), new Value.Int(10), new Value.Int(9));
  }

  @Test
  void shouldLetTheLaterOfTwoEqualVersionsStand() {
    Batch batch =
        batch(
            upsert(A, 0, 1, 10, EntityChange.Origin.UPDATE),
            upsert(A, 1, 1, 10, EntityChange.Origin.UPDATE));
    assertThat(batch.newestPerKey().get(SCHEMA.name()))
        .extracting(Delivery::offset)
        .containsExactly(1L);
  }

  @Test
  void shouldHaveNothingBehindWhatWasCommittedAtOneMoment() {
    assertThat(batch(at(A, 0, 5), at(B, 0, 5)).earlierAndLater()).isEmpty();
    assertThat(batch().earlierAndLater()).isEmpty();
  }

  @Test
  void shouldPartByTheMomentOfCommitAndKeepTransactionsTogether() {
    List<Batch> parts =
        batch(at(A, 0, 1), at(A, 1, 2), at(A, 2, 2), at(B, 0, 2), at(B, 1, 3))
            .earlierAndLater()
            .orElseThrow();
    assertThat(positions(parts.get(0))).containsExactly("t-0@0", "t-0@1", "t-0@2", "t-1@0");
    assertThat(positions(parts.get(1))).containsExactly("t-1@1");
    assertThat(parts.get(1).progress()).containsOnlyKeys(B);
  }

  /** However it is parted: nothing lost, lanes in their order, and spans without a gap. */
  @Test
  void shouldLoseNothingWhenParted() {
    Random random = new Random(SEED);
    for (int i = 0; i < 2_000; i++) {
      Batch batch = random(random);
      Optional<List<Batch>> parts = batch.earlierAndLater();
      parts.ifPresent(two -> assertWhole(batch, two.get(0), two.get(1)));
      batch.progress().keySet().stream()
          .map(batch::of)
          .filter(lane -> lane.deliveries().size() > 1)
          .forEach(lane -> assertWhole(lane, lane.halves().get(0), lane.halves().get(1)));
      if (parts.isPresent()) {
        assertThat(parts.get())
            .as("-Dtandem.seed=" + SEED)
            .allSatisfy(part -> assertThat(part.deliveries()).isNotEmpty());
      }
    }
  }

  private static void assertWhole(Batch batch, Batch first, Batch second) {
    String seed = "-Dtandem.seed=" + SEED;
    assertThat(Stream.concat(first.deliveries().stream(), second.deliveries().stream()))
        .as(seed)
        .containsExactlyInAnyOrderElementsOf(batch.deliveries());
    batch
        .progress()
        .forEach(
            (lane, span) -> {
              Batch.Span one = first.progress().get(lane);
              Batch.Span two = second.progress().get(lane);
              Batch.Span begin = one == null ? two : one;
              Batch.Span end = two == null ? one : two;
              assertThat(begin).as(seed).isNotNull().extracting("from").isEqualTo(span.from());
              assertThat(end).as(seed).isNotNull().extracting("to").isEqualTo(span.to());
              if (one != null && two != null) {
                assertThat(one.to()).as(seed).isEqualTo(two.from());
              }
            });
    Stream.of(first, second).forEach(part -> assertWithinSpans(part, seed));
  }

  private static void assertWithinSpans(Batch part, String seed) {
    assertThat(part.deliveries())
        .as(seed)
        .allSatisfy(
            delivery ->
                assertThat(part.progress().get(delivery.lane()))
                    .satisfies(
                        span ->
                            assertThat(delivery.offset())
                                .isGreaterThanOrEqualTo(span.from())
                                .isLessThan(span.to())));
  }

  @Test
  void shouldKeepTheProgressOfWhatIsTakenOut() {
    Batch batch = batch(at(A, 3, 1), at(A, 5, 2), at(B, 0, 1));
    assertThat(batch.without(at(A, 3, 1)).progress()).isEqualTo(batch.progress());
    assertThat(batch.without(at(A, 3, 1)).deliveries()).hasSize(2);
    assertThat(batch.withoutDeliveries().progress()).isEqualTo(batch.progress());
    assertThat(batch.of(A).from(5).progress()).isEqualTo(Map.of(A, new Batch.Span(5, 6)));
    assertThat(batch.upTo(at(A, 5, 2)).progress())
        .isEqualTo(Map.of(A, new Batch.Span(0, 5), B, batch.progress().get(B)));
    assertThat(batch.upTo(at(A, 5, 2)).deliveries()).containsExactly(at(A, 3, 1), at(B, 0, 1));
    assertThat(batch.upTo(at(B, 0, 1)).progress()).containsOnlyKeys(A);
    assertThat(batch.withoutLanes(java.util.Set.of(A)).progress()).containsOnlyKeys(B);
  }

  @Test
  void shouldAddResultsUp() {
    Delivery refused = at(A, 0, 1);
    WriteResult one =
        new WriteResult(1, 2, List.of(new WriteResult.Rejection(refused, "E", "r")), Map.of());
    WriteResult other =
        new WriteResult(10, 20, List.of(), Map.of(B, new WriteResult.Blockage(7, "E", "r")));
    WriteResult sum = one.plus(other);
    assertThat(sum).extracting("applied", "superseded").containsExactly(11, 22);
    assertThat(sum.rejected()).hasSize(1);
    assertThat(sum.blocked()).containsOnlyKeys(B);
    assertThat(sum.withBlocked(Map.of()).blocked()).isEmpty();
  }

  @Test
  void shouldLetALaneWaitAtTheFirstOfTwoBlockages() {
    WriteResult.Blockage early = new WriteResult.Blockage(3, "E", "r");
    WriteResult.Blockage late = new WriteResult.Blockage(7, "E", "r");
    WriteResult first = WriteResult.NOTHING.withBlocked(Map.of(A, early));
    WriteResult second = WriteResult.NOTHING.withBlocked(Map.of(A, late));
    assertThat(first.plus(second).blocked()).isEqualTo(Map.of(A, early));
    assertThat(second.plus(first).blocked()).isEqualTo(Map.of(A, early));
  }

  private static Batch random(Random random) {
    List<Delivery> deliveries = new ArrayList<>();
    TreeMap<Lane, Batch.Span> progress = new TreeMap<>();
    for (int lane = 0; lane < 3; lane++) {
      Lane here = new Lane("t", "id", lane);
      long from = random.nextInt(5);
      long offset = from;
      for (int i = random.nextInt(5); i > 0; i--) {
        offset += random.nextInt(3);
        deliveries.add(at(here, offset, random.nextInt(6)));
        offset++;
      }
      progress.put(here, new Batch.Span(from, offset + 1 + random.nextInt(2)));
    }
    return new Batch(deliveries, progress);
  }

  private static Batch batch(Delivery... deliveries) {
    Map<Lane, Batch.Span> progress = new HashMap<>();
    for (Delivery delivery : deliveries) {
      progress.put(delivery.lane(), new Batch.Span(0, delivery.offset() + 1));
    }
    return new Batch(List.of(deliveries), new TreeMap<>(progress));
  }

  private static Delivery at(Lane lane, long offset, long committedAt) {
    EntityRow row = new EntityRow(SCHEMA, new Value.Int(offset));
    return new Delivery(
        lane,
        offset,
        SCHEMA,
        new EntityChange.Upserted(
            row.key(),
            Version.of(0, offset, 0),
            committedAt,
            EntityChange.Origin.UPDATE,
            row,
            List.of()));
  }

  /** Has left a place that is named after its version. */
  private static Delivery upsert(
      Lane lane, long offset, long id, long version, EntityChange.Origin origin) {
    EntityRow row = new EntityRow(SCHEMA, new Value.Int(id));
    Location left = new Location(Map.of("id", new Value.Int(version)));
    return new Delivery(
        lane,
        offset,
        SCHEMA,
        new EntityChange.Upserted(row.key(), new Version(version), 0, origin, row, List.of(left)));
  }

  private static List<String> positions(Batch batch) {
    return batch.deliveries().stream().map(Delivery::position).toList();
  }
}
