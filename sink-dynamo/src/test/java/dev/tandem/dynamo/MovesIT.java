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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rows that change places. */
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
    assertThat(shelves.tombstones()).isEqualTo("1@19");
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
    assertThat(shelves.tombstones()).isEqualTo("1@29");
  }

  @Test
  void shouldBringALostItemBackToWhereItHadMoved() {
    // Given
    EntityChange[] history = {created(1, 10, "A", "a"), updated(1, 20, "B", "b", "A")};
    shelves.writeOneByOne(history);
    TestDynamo.CLIENT.deleteItem(
        delete -> delete.tableName(shelves.parcels.table()).key(Shelves.key("B")));

    // When
    WriteResult first = shelves.write(history[0]);
    WriteResult last = shelves.write(history[1]);

    // Then
    assertThat(first).isEqualTo(WriteResult.of(0, 1).withTombstoned(1));
    assertThat(last).isEqualTo(WriteResult.of(1, 0));
    assertThat(shelves.content()).isEqualTo("B=1:b@20");
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
    assertThat(List.of(apart, between))
        .containsOnly(WriteResult.of(0, 1).withTombstoned(1)); // by what the row left at B
    assertThat(last).isEqualTo(WriteResult.of(0, 1));
    assertThat(shelves.content()).isEqualTo("C=1:c@30");
  }

  @Test
  void shouldMoveARowThatWasNeverAtItsOldPlace() {
    // When
    WriteResult moved = shelves.write(updated(1, 20, "B", "b", "A"));
    WriteResult replayed = shelves.write(read(1, 10, "A", "a"));

    // Then
    assertThat(moved).isEqualTo(WriteResult.of(1, 0));
    assertThat(replayed).isEqualTo(WriteResult.of(0, 1).withTombstoned(1));
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
    assertThat(shelves.tombstones()).isEqualTo("1@259");
  }

  @Test
  void shouldLeaveTheOldPlaceWhenTheItemIsRefused() {
    // Given
    shelves.write(created(1, 10, "A", "a"));

    // When
    WriteResult moved = shelves.write(updated(1, 20, "B", "x".repeat(500_000), "A"));
    WriteResult inPlace = shelves.write(updated(1, 30, "B", "small"));

    // Then
    assertThat(moved.rejected()).hasSize(1);
    assertThat(inPlace).isEqualTo(WriteResult.of(1, 0));
    assertThat(shelves.content()).isEqualTo("B=1:small@30");
  }

  @Test
  void shouldLeaveTheOldPlaceWhenTheNewOneIsNone() {
    // Given
    shelves.write(created(1, 10, "A", "a"));

    // When
    WriteResult moved = shelves.write(updated(1, 20, "x".repeat(3_000), "b", "A"));
    WriteResult replayed = shelves.write(read(1, 10, "A", "a"));

    // Then
    assertThat(moved.rejected()).hasSize(1);
    assertThat(replayed).isEqualTo(WriteResult.of(0, 1).withTombstoned(1));
    assertThat(shelves.content()).isEmpty();
  }

  @Test
  void shouldHoldOffReplaysOfARowThatMadeRoomAndHasNotArrivedYet() {
    // Given
    shelves.writeOneByOne(created(1, 10, "A", "a"), updated(1, 15, "B", "b", "A"));
    EntityChange last = updated(1, 20, "C", "c", "B");
    RowWriter rows =
        TestWriters.rows(
            TestDynamo.endpoint(), shelves.pipeline, new Guard(true, true), new DynamoMeter());
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
    assertThat(replayed).isEqualTo(WriteResult.of(0, 1).withTombstoned(1));
    assertThat(again).isEqualTo(Outcome.APPLIED);
    assertThat(arrived).isEqualTo(WriteResult.of(1, 0));
    assertThat(shelves.content()).isEqualTo("C=1:c@20");
    rows.sender().client().close();
  }
}
