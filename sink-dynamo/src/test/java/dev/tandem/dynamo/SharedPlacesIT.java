/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import static dev.tandem.dynamo.Parcels.created;
import static dev.tandem.dynamo.Parcels.deleted;
import static dev.tandem.dynamo.Parcels.read;
import static dev.tandem.dynamo.Parcels.updated;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.entity.EntityChange;
import dev.tandem.model.target.WriteResult;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Rows that want the same place. */
class SharedPlacesIT {
  private final Shelves shelves = new Shelves();

  @AfterEach
  void close() {
    shelves.close();
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
    assertThat(shelves.tombstones()).isEqualTo("2@61");
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
    assertThat(stale).isEqualTo(WriteResult.of(0, 1).withTombstoned(1));
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
  void shouldLetOthersHaveThePlaceThatARejectedRowHasLeft() {
    // Given
    shelves.write(created(1, 10, "A", "stays"), created(2, 10, "B", "b"));

    // When
    WriteResult result =
        shelves.write(updated(2, 20, "A", "second", "B"), created(3, 20, "B", "third"));

    // Then
    assertThat(result.rejected())
        .extracting(no -> no.delivery().change().key().json())
        .containsExactly("{\"id\":2}");
    assertThat(shelves.content()).isEqualTo("A=1:stays@10, B=3:third@20");
  }

  @Test
  void shouldLeaveNothingBehindWhenARejectedRowArrivesLater() {
    // Given
    shelves.write(created(1, 10, "A", "stays"), created(2, 10, "B", "b"));
    EntityChange move = updated(2, 20, "A", "second", "B");
    shelves.write(move);
    shelves.write(updated(1, 30, "C", "has left", "A"));

    // When
    WriteResult inPlace = shelves.write(updated(2, 40, "A", "in place"));
    WriteResult retried = shelves.write(move);

    // Then
    assertThat(inPlace).isEqualTo(WriteResult.of(1, 0));
    assertThat(retried).isEqualTo(WriteResult.of(0, 1));
    assertThat(shelves.content()).isEqualTo("A=2:in place@40, C=1:has left@30");
  }

  @Test
  void shouldTakeARejectedRowOnceItsDeadLetterIsRetried() {
    // Given
    shelves.write(created(1, 10, "A", "stays"), created(2, 10, "B", "b"));
    EntityChange move = updated(2, 20, "A", "second", "B");
    shelves.write(move);
    shelves.write(deleted(1, 30, "A"));

    // When
    WriteResult retried = shelves.write(move);

    // Then
    assertThat(retried).isEqualTo(WriteResult.of(1, 0));
    assertThat(shelves.content()).isEqualTo("A=2:second@20");
  }
}
