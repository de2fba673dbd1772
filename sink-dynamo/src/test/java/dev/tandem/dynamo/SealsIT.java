/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import static dev.tandem.dynamo.Parcels.created;
import static dev.tandem.dynamo.Parcels.deleted;
import static dev.tandem.dynamo.Parcels.read;
import static dev.tandem.dynamo.Parcels.updated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.model.entity.EntityChange;
import dev.tandem.model.target.TargetWriter;
import dev.tandem.model.target.WriteResult;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** New rows by the hundred, and whatever can come between them and a delete (invariant 4). */
class SealsIT {
  private final FaultProxy proxy;
  private final Shelves shelves;

  SealsIT() throws IOException {
    proxy = new FaultProxy(TestDynamo.endpoint());
    shelves = new Shelves(proxy.endpoint(), new Guard(true, true));
  }

  @AfterEach
  void close() {
    shelves.close();
    proxy.close();
  }

  @Test
  void shouldCreateAHundredRowsWithTwoRequestsWhileNoneWasDeleted() {
    // When
    WriteResult result = shelves.write(rows(1, 198));

    // Then
    assertThat(result).isEqualTo(WriteResult.of(198, 0));
    assertThat(proxy.requests()).isEqualTo(2);
    assertThat(TestDynamo.items(shelves.parcels.table())).hasSize(198);
    assertThat(shelves.brokenSeals()).isEmpty();
  }

  @Test
  void shouldBreakAllSealsBeforeTheFirstTombstone() {
    // Given
    shelves.write(rows(1, 3));

    // When
    shelves.write(deleted(2, 20, "S2"));

    // Then
    assertThat(shelves.brokenSeals()).hasSize(TestWriters.SEALS);
    assertThat(shelves.tombstones()).isEqualTo("2@20");
  }

  @Test
  void shouldAskEachTombstoneOnceTheSealsAreBroken() {
    // Given
    shelves.write(rows(1, 60));
    shelves.write(deleted(2, 20, "S2"), updated(3, 20, "moved", "b", "S3"));

    // When
    int before = proxy.requests();
    WriteResult result = shelves.write(rows(100, 149));

    // Then
    assertThat(result).isEqualTo(WriteResult.of(50, 0));
    assertThat(proxy.requests() - before).isEqualTo(1);
  }

  /** A writer that was frozen knows of no delete. */
  @Test
  void shouldKeepDeletedRowsOutThoughTheWriterTakesTheSealsForWhole() {
    // Given
    try (TargetWriter zombie = shelves.another()) {
      zombie.write(Parcels.batch(List.of(rows(200, 250))));
      shelves.write(rows(1, 60));
      shelves.write(deleted(2, 20, "S2"), updated(3, 20, "moved", "b", "S3"));

      // When
      WriteResult result = zombie.write(Parcels.batch(List.of(rows(1, 60))));

      // Then
      assertThat(result).isEqualTo(WriteResult.of(0, 60).withTombstoned(2));
      assertThat(shelves.content())
          .doesNotContain("S2=")
          .doesNotContain("S3=")
          .contains("moved=3:b@20");
    }
  }

  @Test
  void shouldKeepDeletedRowsOutAfterARestart() {
    // Given
    shelves.write(rows(1, 60));
    shelves.write(deleted(2, 20, "S2"));

    // When
    try (TargetWriter again = shelves.another()) {
      WriteResult result = again.write(Parcels.batch(List.of(rows(1, 70))));

      // Then
      assertThat(result).isEqualTo(WriteResult.of(10, 60).withTombstoned(1));
      assertThat(shelves.content()).doesNotContain("S2=");
    }
  }

  @Test
  void shouldHoldOffARequestForManyRowsThatArrivesAfterADelete() {
    // Given
    CountDownLatch released = new CountDownLatch(1);
    proxy.fail("TransactWriteItems", 1, Fault.late(released));

    // When
    shelves.write(rows(1, 60));
    shelves.write(deleted(2, 20, "S2"));
    released.countDown();
    await().until(() -> proxy.late() == 1);

    // Then
    assertThat(shelves.content()).doesNotContain("S2=").contains("S1=1:a@10");
  }

  /** The rows of the late request are nowhere else: only the seal can hold it off. */
  @Test
  void shouldHoldOffALateRequestForRowsThatWereAllDeleted() {
    // Given
    CountDownLatch released = new CountDownLatch(1);
    proxy.fail("TransactWriteItems", 1, Fault.late(released));
    shelves.write(rows(1, 4));

    // When
    shelves.write(deleted(1, 20, "S1"), deleted(2, 20, "S2"));
    shelves.write(deleted(3, 20, "S3"), deleted(4, 20, "S4"));
    released.countDown();
    await().until(() -> proxy.late() == 1);

    // Then
    assertThat(shelves.content()).isEmpty();
  }

  @Test
  void shouldTellRowsThatAreThereAlreadyByTwoRequests() {
    // Given
    shelves.write(rows(1, 99));

    // When
    int before = proxy.requests();
    WriteResult result = shelves.write(rows(1, 99));

    // Then
    assertThat(result).isEqualTo(WriteResult.of(0, 99));
    assertThat(proxy.requests() - before).isEqualTo(2);
  }

  @Test
  void shouldWriteTheRestWhenSomeRowsMeetSomething() {
    // Given
    shelves.write(read(7, 5, "S7", "older"), created(500, 10, "S9", "a stranger"));

    // When
    WriteResult result = shelves.write(rows(1, 40));

    // Then
    assertThat(result.applied()).isEqualTo(39);
    assertThat(result.rejected())
        .extracting(WriteResult.Rejection::code)
        .containsExactly("TD-DDB-COLLISION");
    assertThat(shelves.content()).contains("S7=7:a@10").contains("S9=500:a stranger@10");
  }

  @Test
  void shouldFindItsOwnRowsAfterAnAnswerThatWasLost() {
    // Given
    proxy.fail("TransactWriteItems", 1, Fault.lostAnswer());

    // When
    WriteResult result = shelves.write(rows(1, 99));

    // Then
    assertThat(result.applied() + result.superseded()).isEqualTo(99);
    assertThat(proxy.requests()).isEqualTo(3);
  }

  @Test
  void shouldTryAnotherTimeWhenTransactionsMeetAtASeal() {
    // Given
    proxy.fail("TransactWriteItems", 2, Fault.cancelled("TransactionConflict", "None", "None"));

    // When
    WriteResult result = shelves.write(rows(1, 2));

    // Then
    assertThat(result).isEqualTo(WriteResult.of(2, 0));
  }

  @Test
  void shouldFindTheOneRowThatDynamoDbCallsInvalid() {
    // Given
    proxy.fail("TransactWriteItems", 7, Fault.error(400, "ValidationException"));

    // When
    WriteResult result = shelves.write(rows(1, 64));

    // Then
    assertThat(result.applied()).isEqualTo(63);
    assertThat(result.rejected()).hasSize(1);
  }

  @Test
  void shouldSpreadLargeRowsOverSeveralRequests() {
    // Given
    EntityChange[] large =
        LongStream.rangeClosed(1, 20)
            .mapToObj(id -> created(id, 10, "S" + id, "x".repeat(300_000)))
            .toArray(EntityChange[]::new);

    // When
    WriteResult result = shelves.write(large);

    // Then
    assertThat(result).isEqualTo(WriteResult.of(20, 0));
    assertThat(proxy.requests()).isEqualTo(4);
  }

  @Test
  void shouldBreakTheSealsThoughItIsThrottledInTheMiddle() {
    // Given
    shelves.write(rows(1, 3));
    proxy.fail("PutItem", 2, Fault.error(400, "ThrottlingException"));

    // When
    WriteResult result = shelves.write(deleted(2, 20, "S2"));

    // Then
    assertThat(result).isEqualTo(WriteResult.of(1, 0));
    assertThat(shelves.brokenSeals()).hasSize(TestWriters.SEALS);
  }

  private static EntityChange[] rows(long from, long to) {
    return LongStream.rangeClosed(from, to)
        .mapToObj(id -> created(id, 10, "S" + id, "a"))
        .toArray(EntityChange[]::new);
  }
}
