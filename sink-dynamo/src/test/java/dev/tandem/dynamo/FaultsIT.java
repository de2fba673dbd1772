/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import static dev.tandem.dynamo.Parcels.created;
import static dev.tandem.dynamo.Parcels.deleted;
import static dev.tandem.dynamo.Parcels.updated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tandem.model.entity.EntityChange;
import dev.tandem.model.target.TargetUnavailable;
import dev.tandem.model.target.WriteResult;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What DynamoDB and the network can do to a write, and the state right afterwards. */
class FaultsIT {
  private final FaultProxy proxy;
  private final Shelves shelves;

  FaultsIT() throws IOException {
    proxy = new FaultProxy(TestDynamo.endpoint());
    shelves = new Shelves(proxy.endpoint(), new Guard(true, true));
  }

  @AfterEach
  void close() {
    shelves.close();
    proxy.close();
  }

  @ParameterizedTest
  @CsvSource({
    "400,ProvisionedThroughputExceededException",
    "400,RequestLimitExceeded",
    "400,ThrottlingException",
    "400,TransactionConflictException",
    "500,InternalServerError",
    "503,ServiceUnavailable"
  })
  void shouldTryAgainWhatPassesByItself(int status, String type) {
    // Given
    shelves.write(created(1, 10, "A", "a"));
    proxy.fail("PutItem", 3, Fault.error(status, type));

    // When
    WriteResult result = shelves.write(updated(1, 20, "A", "b"));

    // Then
    assertThat(result).isEqualTo(WriteResult.of(1, 0));
    assertThat(proxy.failures()).isEqualTo(3);
    assertThat(shelves.content()).isEqualTo("A=1:b@20");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"})
  void shouldTryACancelledTransactionAgain(String reason) {
    // Given
    proxy.fail("TransactWriteItems", 3, Fault.cancelled("None", reason));

    // When
    WriteResult result = shelves.write(created(1, 10, "A", "a"));

    // Then
    assertThat(result).isEqualTo(WriteResult.of(1, 0));
    assertThat(shelves.content()).isEqualTo("A=1:a@10");
  }

  @Test
  void shouldFindItsOwnWriteAfterAnErrorThatCameTooLate() {
    // Given
    shelves.write(created(1, 10, "A", "a"), created(2, 10, "B", "b"), created(3, 10, "C", "c"));
    proxy.fail("PutItem", 1, Fault.errorAfterwards());
    proxy.fail("TransactWriteItems", 1, Fault.errorAfterwards());
    proxy.fail("TransactWriteItems", 1, Fault.lostAnswer());

    // When
    WriteResult result =
        shelves.write(
            updated(1, 20, "A", "changed"), updated(2, 20, "D", "moved", "B"), deleted(3, 20, "C"));

    // Then
    assertThat(result.applied() + result.superseded()).isEqualTo(3);
    assertThat(result.rejected()).isEmpty();
    assertThat(proxy.failures()).isEqualTo(3);
    assertThat(shelves.content()).isEqualTo("A=1:changed@20, D=2:moved@20");
    assertThat(shelves.tombstones()).isEqualTo("2@19, 3@20");
  }

  @Test
  void shouldTryAgainWhenTheConnectionBreaks() {
    // Given
    proxy.fail("TransactWriteItems", 2, Fault.lostRequest());

    // When
    WriteResult result = shelves.write(created(1, 10, "A", "a"));

    // Then
    assertThat(result.rejected()).isEmpty();
    assertThat(shelves.content()).isEqualTo("A=1:a@10");
  }

  @Test
  void shouldHoldOffARequestThatArrivesLate() {
    // Given
    CountDownLatch released = new CountDownLatch(1);
    proxy.fail("TransactWriteItems", 1, Fault.late(released));
    int before = proxy.requests();

    // When
    shelves.writeOneByOne(created(1, 10, "A", "a"), updated(1, 20, "A", "b"), deleted(1, 30, "A"));
    released.countDown();
    await().until(() -> proxy.late() == 1);

    // Then
    assertThat(proxy.requests()).isGreaterThan(before);
    assertThat(shelves.content()).isEmpty();
    assertThat(shelves.tombstones()).isEqualTo("1@30");
  }

  @Test
  void shouldLetTheLaneWaitForATableThatThrottlesAndApplyTheBatchWhenItIsWrittenAgain() {
    // Given
    EntityChange[] changes =
        LongStream.rangeClosed(1, 40)
            .mapToObj(id -> created(id, 10, "S" + id, "a"))
            .toArray(EntityChange[]::new);
    proxy.throttle(request -> true);

    // When
    WriteResult throttled = shelves.write(changes);
    proxy.forget();
    WriteResult result = shelves.write(changes);

    // Then
    assertThat(throttled)
        .isEqualTo(
            WriteResult.NOTHING.withBlocked(
                Map.of(
                    Parcels.LANE,
                    new WriteResult.Blockage(
                        0, DynamoCode.THROTTLED.code(), DynamoCode.THROTTLED.meaning()))));
    assertThat(result).isEqualTo(WriteResult.of(40, 0));
    assertThat(TestDynamo.items(shelves.parcels.table())).hasSize(40);
  }

  @ParameterizedTest
  @CsvSource({
    "AccessDeniedException,ACCESS",
    "UnrecognizedClientException,ACCESS",
    "ExpiredTokenException,ACCESS",
    "ResourceNotFoundException,TABLE_GONE",
    "SomethingNew,UNAVAILABLE"
  })
  void shouldNeverTakeAFaultOfTheSetUpForOneOfTheItem(String type, DynamoCode code) {
    // Given
    proxy.fail("TransactWriteItems", 100, Fault.error(400, type));

    // When
    int before = proxy.requests();

    // Then
    assertThatThrownBy(() -> shelves.write(created(1, 10, "A", "a")))
        .isInstanceOf(TargetUnavailable.class)
        .hasMessageContaining(type)
        .hasMessageContaining(code.remedy())
        .extracting(e -> ((TargetUnavailable) e).code())
        .isEqualTo(code);
    assertThat(proxy.requests() - before).as("no use in trying again").isEqualTo(1);
  }

  @Test
  void shouldRejectTheOneItemThatDynamoDbCallsInvalid() {
    // Given
    shelves.write(created(1, 10, "A", "a"));
    proxy.fail("PutItem", 1, Fault.error(400, "ValidationException"));

    // When
    WriteResult result = shelves.write(updated(1, 20, "A", "b"), created(2, 20, "B", "c"));

    // Then
    assertThat(result.applied()).isEqualTo(1);
    assertThat(result.rejected())
        .extracting(WriteResult.Rejection::code)
        .containsExactly("TD-DDB-REFUSED");
    assertThat(shelves.content()).isEqualTo("A=1:a@10, B=2:c@20");
  }

  @Test
  void shouldWaitForAServerThatDoesNotAnswerAtAll() {
    // Given
    proxy.close();

    // Then
    assertThatThrownBy(() -> shelves.write(created(1, 10, "A", "a")))
        .isInstanceOf(TargetUnavailable.class)
        .extracting(e -> ((TargetUnavailable) e).code())
        .isEqualTo(DynamoCode.UNAVAILABLE);
  }
}
