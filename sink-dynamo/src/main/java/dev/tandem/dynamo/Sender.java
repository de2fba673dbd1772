/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import dev.tandem.model.target.TargetUnavailable;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** Sends writes, repeats what passes by itself, and counts what it takes. */
record Sender(DynamoDbClient client, Retry retry, DynamoMeter meter) {

  /**
   * Puts an item.
   *
   * @throws SdkException when the answer is no
   * @throws Throttled when DynamoDB takes no more at the moment
   * @throws TargetUnavailable when there is no answer
   */
  void put(PutItemRequest.Builder put) {
    PutItemRequest request = put.returnConsumedCapacity(ReturnConsumedCapacity.TOTAL).build();
    send(() -> meter.took(client.putItem(request).consumedCapacity()));
  }

  /**
   * Does all or nothing.
   *
   * @return how many attempts it took
   * @throws SdkException when the answer is no
   * @throws Throttled when DynamoDB takes no more at the moment
   * @throws TargetUnavailable when there is no answer
   */
  int transact(List<TransactWriteItem> actions) {
    TransactWriteItemsRequest request =
        TransactWriteItemsRequest.builder()
            .transactItems(actions)
            .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
            .build();
    return send(() -> client.transactWriteItems(request).consumedCapacity().forEach(meter::took));
  }

  private int send(Runnable request) {
    AtomicInteger attempts = new AtomicInteger();
    try {
      retry.callUnlessThrottled(
          () -> {
            attempts.incrementAndGet();
            request.run();
            return attempts;
          });
    } catch (Throttled e) {
      meter.throttledOnce();
      throw e;
    }
    return attempts.get();
  }
}
