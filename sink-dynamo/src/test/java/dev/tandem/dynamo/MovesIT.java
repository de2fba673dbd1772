/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import static dev.tandem.dynamo.Parcels.created;
import static dev.tandem.dynamo.Parcels.deleted;
import static dev.tandem.dynamo.Parcels.read;
import static dev.tandem.dynamo.Parcels.updated;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.entity.EntityChange;
import dev.tandem.model.target.Delivery;
import dev.tandem.model.target.WriteResult;
import dev.tandem.model.type.Refused;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Rows that change places, and rows that want the same one. */
class MovesIT {
  private final Shelves shelves = new Shelves();

  @AfterEach
  void close() {
    shelves.close();
  }

  @Test
  void shouldMoveARowAndLeaveATombstone() {
    // Given
    shelves.write(created(1, 10, "A", "a"));

    // When
    WriteResult moved = shelves.write(updated(1, 20, "B", "b", "A"));

    // Then
    assertThat(moved).isEqualTo(WriteResult.of(1, 0));
    assertThat(shelves.content()).isEqualTo("B=1:b@20");
    assertThat(shelves.tombstones()).isEqualTo("1@20");
  }

  @Test
  void shouldMoveThereAndBackAndHoldOffEveryReplay() {
    // Given
    EntityChange[] history = {
      created(1, 10, "A", "a"), updated(1, 20, "B", "b", "A"), updated(1, 30, "A", "back", "B")
    };
    shelves.writeOneByOne(history);

    // When
    shelves.writeOneByOne(history);
    shelves.writeOneByOne(history[1], history[0], history[2]);

    // Then
    assertThat(shelves.content()).isEqualTo("A=1:back@30");
    assertThat(shelves.tombstones()).isEqualTo("1@30");
  }

  @Test
  void shouldMoveThereAndBackInOneBatch() {
    // Given
    shelves.write(created(1, 10, "A", "a"));

    // When
    shelves.write(updated(1, 20, "B", "b", "A"), updated(1, 30, "A", "back", "B"));
    shelves.write(updated(1, 20, "B", "replayed alone", "A"));

    // Then
    assertThat(shelves.content()).isEqualTo("A=1:back@30");
  }

  @Test
  void shouldRepeatAMoveAfterACrashBeforeTheOffsetWasCommitted() {
    // Given
    shelves.write(created(1, 10, "A", "a"));
    shelves.write(updated(1, 20, "B", "b", "A"), updated(1, 30, "C", "c", "B"));

    // When
    WriteResult apart = shelves.write(updated(1, 20, "B", "b", "A"));
    WriteResult between = shelves.write(updated(1, 25, "B", "in place"));
    WriteResult last = shelves.write(updated(1, 30, "C", "c", "B"));

    // Then
    assertThat(List.of(apart, between, last)).containsOnly(WriteResult.of(0, 1));
    assertThat(shelves.content()).isEqualTo("C=1:c@30");
  }

  @Test
  void shouldMoveARowThatWasNeverAtItsOldPlace() {
    // When
    WriteResult moved = shelves.write(updated(1, 20, "B", "b", "A"));
    WriteResult replayed = shelves.write(read(1, 10, "A", "a"));

    // Then
    assertThat(moved).isEqualTo(WriteResult.of(1, 0));
    assertThat(replayed).isEqualTo(WriteResult.of(0, 1));
    assertThat(shelves.content()).isEqualTo("B=1:b@20");
  }

  @Test
  void shouldDeleteARowWhereverItWasInTheBatch() {
    // Given
    shelves.write(created(1, 10, "A", "a"));

    // When
    shelves.write(updated(1, 20, "B", "b", "A"), deleted(1, 30, "B"));

    // Then
    assertThat(shelves.content()).isEmpty();
    assertThat(shelves.tombstones()).isEqualTo("1@30");
  }

  @Test
  void shouldKeepInPlaceWhatSaysThatItLeftItsOwnPlace() {
    // Given
    shelves.write(created(1, 10, "A", "a"));

    // When
    WriteResult result = shelves.write(updated(1, 20, "A", "b", "A"));

    // Then
    assertThat(result).isEqualTo(WriteResult.of(1, 0));
    assertThat(shelves.content()).isEqualTo("A=1:b@20");
    assertThat(shelves.tombstones()).isEmpty();
  }

  @Test
  void shouldMoveOverMorePlacesThanATransactionTakes() {
    // Given
    List<EntityChange> changes = new ArrayList<>();
    shelves.write(created(1, 10, "S0", "start"));
    for (int i = 1; i <= 250; i++) {
      changes.add(updated(1, 10 + i, "S" + i, "step", "S" + (i - 1)));
    }

    // When
    WriteResult result = shelves.write(changes.toArray(EntityChange[]::new));
    shelves.write(read(1, 100, "S90", "replayed"));

    // Then
    assertThat(result).isEqualTo(WriteResult.of(1, 249));
    assertThat(shelves.content()).isEqualTo("S250=1:step@260");
    assertThat(shelves.tombstones()).isEqualTo("1@260");
  }

  @Test
  void shouldNotOverwriteAnotherRow() {
    // Given
    shelves.write(created(1, 50, "A", "first"));

    // When
    WriteResult created = shelves.write(created(2, 60, "A", "second"));
    WriteResult updated = shelves.write(updated(2, 61, "A", "second"));
    WriteResult moved = shelves.write(updated(2, 62, "A", "second", "B"));

    // Then
    assertThat(List.of(created, updated, moved))
        .allSatisfy(
            result ->
                assertThat(result.rejected())
                    .extracting(WriteResult.Rejection::code)
                    .containsExactly("TD-DDB-COLLISION"));
    assertThat(shelves.content()).isEqualTo("A=1:first@50");
    assertThat(shelves.tombstones()).isEmpty();
  }

  @Test
  void shouldNotOverwriteWhatSomebodyElsePut() {
    // Given
    Map<String, AttributeValue> item = new HashMap<>(Shelves.key("A"));
    item.put("colour", AttributeValue.fromS("red"));
    shelves.putByHand(item);

    // When
    WriteResult result = shelves.write(created(1, 10, "A", "a"));

    // Then
    assertThat(result.rejected()).hasSize(1);
    assertThat(TestDynamo.items(shelves.parcels.table())).containsExactly(item);
  }

  @Test
  void shouldLetAnotherRowTakeAPlaceThatIsFreeWhateverItsVersion() {
    // Given
    shelves.writeOneByOne(created(1, 1_000, "A", "a"), updated(1, 2_000, "B", "b", "A"));

    // When
    WriteResult moved = shelves.write(created(2, 5, "A", "of another partition"));
    WriteResult stale = shelves.write(read(1, 1_000, "A", "a"));
    WriteResult staleDelete = shelves.write(deleted(1, 1_500, "A"));

    // Then
    assertThat(moved).isEqualTo(WriteResult.of(1, 0));
    assertThat(stale).isEqualTo(WriteResult.of(0, 1));
    assertThat(staleDelete).isEqualTo(WriteResult.of(0, 1));
    assertThat(shelves.content()).isEqualTo("A=2:of another partition@5, B=1:b@2000");
  }

  @Test
  void shouldLeaveAnotherRowAloneAtAPlaceThatItLeaves() {
    // Given
    shelves.write(created(2, 5, "A", "moved in"));

    // When
    WriteResult moved = shelves.write(updated(1, 20, "B", "b", "A"));
    WriteResult deleted = shelves.write(deleted(1, 30, "B", "A"));

    // Then
    assertThat(moved).isEqualTo(WriteResult.of(1, 0));
    assertThat(deleted).isEqualTo(WriteResult.of(1, 0));
    assertThat(shelves.content()).isEqualTo("A=2:moved in@5");
    assertThat(shelves.tombstones()).isEqualTo("1@30");
  }

  @Test
  void shouldHandAPlaceOverWithinABatchInWhateverOrder() {
    // Given
    shelves.write(created(1, 10, "A", "a"), created(2, 10, "B", "b"), created(3, 10, "C", "c"));

    // When
    WriteResult result =
        shelves.write(
            updated(3, 20, "B", "third", "C"),
            updated(2, 20, "A", "second", "B"),
            deleted(1, 20, "A"));

    // Then
    assertThat(result).isEqualTo(WriteResult.of(3, 0));
    assertThat(shelves.content()).isEqualTo("A=2:second@20, B=3:third@20");
  }

  @Test
  void shouldSwapPlacesWithinABatch() {
    // Given
    shelves.write(created(1, 10, "A", "a"), created(2, 10, "B", "b"), created(3, 10, "C", "c"));

    // When
    WriteResult result =
        shelves.write(
            updated(1, 20, "B", "first", "A"),
            updated(2, 20, "C", "second", "B"),
            updated(3, 20, "A", "third", "C"));

    // Then
    assertThat(result).isEqualTo(WriteResult.of(3, 0));
    assertThat(shelves.content()).isEqualTo("A=3:third@20, B=1:first@20, C=2:second@20");
  }

  @Test
  void shouldHoldOffReplaysOfARowThatMadeRoomAndHasNotArrivedYet() throws Refused {
    // Given
    shelves.writeOneByOne(created(1, 10, "A", "a"), updated(1, 15, "B", "b", "A"));
    EntityChange last = updated(1, 20, "C", "c", "B");
    RowWriter rows =
        TestWriters.rows(TestDynamo.endpoint(), shelves.pipeline, new Guard(true, true));
    RowChange change =
        RowChange.of(
            new Delivery(Parcels.LANE, 0, Parcels.SCHEMA, last),
            new ItemLayout(shelves.parcels.dynamo(), Parcels.SCHEMA));

    // When
    Outcome cleared = rows.clear(change, change.left());
    WriteResult replayed = shelves.write(read(1, 19, "B", "replayed"));
    Outcome again = rows.clear(change, change.left());
    WriteResult arrived = shelves.write(last);

    // Then
    assertThat(cleared).isEqualTo(Outcome.APPLIED);
    assertThat(replayed).isEqualTo(WriteResult.of(0, 1));
    assertThat(again).isEqualTo(Outcome.APPLIED);
    assertThat(arrived).isEqualTo(WriteResult.of(1, 0));
    assertThat(shelves.content()).isEqualTo("C=1:c@20");
    rows.client().close();
  }

  @Test
  void shouldRejectBothOfTwoThatWantAPlaceWhoseRowStays() {
    // Given
    shelves.write(created(1, 10, "A", "stays"), created(2, 10, "B", "b"));

    // When
    WriteResult result =
        shelves.write(updated(2, 20, "A", "second", "B"), created(3, 20, "B", "third"));

    // Then
    assertThat(result.rejected()).hasSize(2);
    assertThat(shelves.content()).isEqualTo("A=1:stays@10, B=2:b@10");
  }
}
