/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import static dev.tandem.dynamo.Parcels.created;
import static dev.tandem.dynamo.Parcels.deleted;
import static dev.tandem.dynamo.Parcels.read;
import static dev.tandem.dynamo.Parcels.updated;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.target.WriteResult;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Invariants 3 and 4: what each change does to each state that it can meet. */
class DynamoWriterIT {
  private final Shelves shelves = new Shelves();

  @AfterEach
  void close() {
    shelves.close();
  }

  @Test
  void shouldCreateAndUpdateInPlace() {
    // When
    WriteResult created = shelves.write(created(1, 10, "A", "new"), read(2, 11, "B", "read"));
    WriteResult updated = shelves.write(updated(1, 12, "A", "changed"));

    // Then
    assertThat(created).isEqualTo(WriteResult.of(2, 0));
    assertThat(updated).isEqualTo(WriteResult.of(1, 0));
    assertThat(shelves.content()).isEqualTo("A=1:changed@12, B=2:read@11");
    assertThat(shelves.tombstones()).isEmpty();
  }

  @Test
  void shouldHoldBackWhatIsOlderOrEqual() {
    // Given
    shelves.write(created(1, 10, "A", "kept"));

    // When
    WriteResult older = shelves.write(updated(1, 9, "A", "older"));
    WriteResult equal = shelves.write(updated(1, 10, "A", "equal"));
    WriteResult olderRead = shelves.write(read(1, 8, "A", "read"));
    WriteResult equalCreate = shelves.write(created(1, 10, "A", "again"));

    // Then
    assertThat(older).isEqualTo(WriteResult.of(0, 1));
    assertThat(equal).isEqualTo(WriteResult.of(0, 1));
    assertThat(olderRead).isEqualTo(WriteResult.of(0, 1));
    assertThat(equalCreate).isEqualTo(WriteResult.of(0, 1));
    assertThat(shelves.content()).isEqualTo("A=1:kept@10");
  }

  @Test
  void shouldCountWhatABatchReducesAsSuperseded() {
    // When
    WriteResult result =
        shelves.write(created(1, 10, "A", "a"), updated(1, 11, "A", "b"), updated(1, 12, "A", "c"));

    // Then
    assertThat(result).isEqualTo(WriteResult.of(1, 2));
    assertThat(shelves.content()).isEqualTo("A=1:c@12");
  }

  @Test
  void shouldCreateForAnUpdateOfAnItemThatIsNotThere() {
    // When
    WriteResult result = shelves.write(updated(1, 10, "A", "expired or never loaded"));

    // Then
    assertThat(result).isEqualTo(WriteResult.of(1, 0));
    assertThat(shelves.content()).isEqualTo("A=1:expired or never loaded@10");
  }

  @Test
  void shouldNotBringADeletedRowBack() {
    // Given
    shelves.writeOneByOne(created(1, 10, "A", "a"), deleted(1, 20, "A"));

    // When
    shelves.writeOneByOne(
        created(1, 10, "A", "a"),
        read(1, 15, "A", "b"),
        updated(1, 19, "A", "c"),
        updated(1, 20, "A", "d"),
        updated(1, 18, "B", "e", "A"));

    // Then
    assertThat(shelves.content()).isEmpty();
    assertThat(shelves.tombstones()).isEqualTo("1@20");
  }

  @Test
  void shouldCreateARowAnewAfterItsDelete() {
    // Given
    shelves.writeOneByOne(created(1, 10, "A", "a"), deleted(1, 20, "A"));

    // When
    shelves.write(created(1, 30, "A", "anew"));
    WriteResult replayed = shelves.write(deleted(1, 20, "A"));

    // Then
    assertThat(replayed).isEqualTo(WriteResult.of(0, 1));
    assertThat(shelves.content()).isEqualTo("A=1:anew@30");
  }

  @Test
  void shouldLeaveATombstoneForARowThatIsNotThere() {
    // When
    WriteResult deleted = shelves.write(deleted(1, 20, "A"));
    WriteResult late = shelves.write(created(1, 10, "A", "late"));

    // Then
    assertThat(deleted).isEqualTo(WriteResult.of(1, 0));
    assertThat(late).isEqualTo(WriteResult.of(0, 1).withTombstoned(1));
    assertThat(shelves.content()).isEmpty();
    assertThat(shelves.tombstones()).isEqualTo("1@20");
  }

  @Test
  void shouldLeaveATombstoneForARowThatWasCreatedAndDeletedInOneBatch() {
    // When
    WriteResult result = shelves.write(created(1, 10, "A", "a"), deleted(1, 11, "A"));
    shelves.write(created(1, 10, "A", "replayed alone"));

    // Then
    assertThat(result).isEqualTo(WriteResult.of(1, 1));
    assertThat(shelves.content()).isEmpty();
  }

  @Test
  void shouldNotDeleteANewerRow() {
    // Given
    shelves.writeOneByOne(created(1, 10, "A", "a"), updated(1, 30, "A", "newer"));

    // When
    WriteResult result = shelves.write(deleted(1, 20, "A"));

    // Then
    assertThat(result).isEqualTo(WriteResult.of(0, 1));
    assertThat(shelves.content()).isEqualTo("A=1:newer@30");
    assertThat(shelves.tombstones()).isEmpty();
  }

  @Test
  void shouldTakeTheNewerOfTwoThatComeInTheWrongOrderInOneBatch() {
    // When
    shelves.write(updated(1, 12, "A", "newer"), updated(1, 11, "A", "reprocessed"));

    // Then
    assertThat(shelves.content()).isEqualTo("A=1:newer@12");
  }

  @Test
  void shouldAdoptAnItemOfItsOwnThatHasNoVersion() {
    // Given
    Map<String, AttributeValue> item = new HashMap<>(Shelves.key("A"));
    item.put("id", AttributeValue.fromN("1"));
    shelves.putByHand(item);

    // When
    shelves.write(updated(1, 10, "A", "adopted"));

    // Then
    assertThat(shelves.content()).isEqualTo("A=1:adopted@10");
  }

  @Test
  void shouldRejectOnlyTheChangeThatDynamoDbCannotHold() {
    // When
    WriteResult result =
        shelves.write(
            created(1, 10, "A", "x".repeat(409_600)),
            created(2, 11, "x".repeat(2_048), "key too long"),
            created(3, 12, "C", "fine"));

    // Then
    assertThat(result.applied()).isEqualTo(1);
    assertThat(result.rejected())
        .extracting(WriteResult.Rejection::code)
        .containsExactlyInAnyOrder("E_DYNAMO_ITEM_SIZE", "E_DYNAMO_KEY_SIZE");
    assertThat(shelves.content()).isEqualTo("C=3:fine@12");
  }

  @Test
  void shouldDeleteTheAttributesThatARowNoLongerHas() {
    // Given
    shelves.write(created(1, 10, "A", "a"));
    Map<String, AttributeValue> item =
        new HashMap<>(TestDynamo.items(shelves.parcels.table()).get(0));
    item.put("stray", AttributeValue.fromS("by hand"));
    shelves.putByHand(item);

    // When
    shelves.write(updated(1, 11, "A", "b"));

    // Then
    assertThat(TestDynamo.items(shelves.parcels.table()).get(0)).doesNotContainKey("stray");
  }
}
