/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import dev.tandem.bench.OrderRows.Change;
import dev.tandem.model.entity.Version;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * The asynchronous client by hand, on items that are there already: inserts by BatchWriteItem
 * without any protection, updates by the same conditional puts as Tandem's.
 *
 * @param inFlight how many requests are under way at a time
 */
record BareDynamo(OrderItems items, DynamoDbAsyncClient client, int inFlight) implements Contender {
  private static final int BATCH = 25;

  @Override
  public String name() {
    return "bare-" + inFlight;
  }

  @Override
  public void prepare() {
    items.of(Change.INSERT);
  }

  @Override
  public Map<String, Run> run() throws Exception {
    Map<String, Run> runs = new LinkedHashMap<>();
    items.empty();
    for (Change change : Change.values()) {
      List<Map<String, AttributeValue>> all = items.of(change);
      Stretch stretch = Stretch.begin(List.of(items.processes(), Processes.self("client")));
      if (change == Change.INSERT) {
        inFlight((all.size() + BATCH - 1) / BATCH, number -> batch(all, number * BATCH));
      } else {
        inFlight(all.size(), number -> replace(all.get(number)));
      }
      runs.put(change.phase(), stretch.end(all.size()));
      items.verify(change);
    }
    return runs;
  }

  private CompletableFuture<?> batch(List<Map<String, AttributeValue>> all, int from) {
    List<WriteRequest> puts =
        all.subList(from, Math.min(all.size(), from + BATCH)).stream()
            .map(item -> WriteRequest.builder().putRequest(put -> put.item(item)).build())
            .toList();
    return client
        .batchWriteItem(write -> write.requestItems(Map.of(OrderEntity.ITEMS, puts)))
        .thenAccept(BareDynamo::requireAll);
  }

  private static void requireAll(BatchWriteItemResponse response) {
    if (!response.unprocessedItems().isEmpty()) {
      throw new IllegalStateException("DynamoDB left items unprocessed");
    }
  }

  private CompletableFuture<?> replace(Map<String, AttributeValue> item) {
    return client.putItem(
        put ->
            put.tableName(OrderEntity.ITEMS)
                .item(item)
                .conditionExpression("(attribute_not_exists(#v) OR #v < :v) AND #k = :k")
                .expressionAttributeNames(Map.of("#v", Version.NAME, "#k", "order_id"))
                .expressionAttributeValues(
                    Map.of(
                        ":v", Objects.requireNonNull(item.get(Version.NAME)),
                        ":k", Objects.requireNonNull(item.get("order_id"))))
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
  }

  private void inFlight(int count, IntFunction<CompletableFuture<?>> request)
      throws InterruptedException {
    Semaphore room = new Semaphore(inFlight);
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    CompletableFuture<?> last = CompletableFuture.completedFuture(null);
    for (int number = 0; number < count && failure.get() == null; number++) {
      room.acquire();
      last =
          request
              .apply(number)
              .whenComplete(
                  (done, failed) -> {
                    failure.compareAndSet(null, failed);
                    room.release();
                  });
    }
    room.acquire(inFlight);
    Throwable failed = failure.get();
    if (failed != null) {
      throw new IllegalStateException("a request failed, the last one ended: " + last, failed);
    }
  }
}
