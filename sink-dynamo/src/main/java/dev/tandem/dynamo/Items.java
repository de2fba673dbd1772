/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import dev.tandem.model.target.TargetUnavailable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionService;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/** The items of one table as they lie there, read consistently. */
record Items(String table, DynamoDbClient client, Retry retry, Workers workers) {
  /** As many parts of a table are read at a time; each holds a page of at most 1 MB. */
  static final int SEGMENTS = 4;

  private static final int KEYS_PER_REQUEST = 100;

  /** Hands over all items page by page, in any order, on the caller's thread. */
  void scan(Consumer<List<Map<String, AttributeValue>>> pages) {
    CompletionService<Page> answers = workers.stream();
    for (int segment = 0; segment < SEGMENTS; segment++) {
      ask(answers, segment, Map.of());
    }
    for (int open = SEGMENTS; open > 0; ) {
      Page page = Workers.next(answers);
      if (page.next().isEmpty()) {
        open--;
      } else {
        ask(answers, page.segment(), page.next());
      }
      pages.accept(page.items());
    }
  }

  private void ask(CompletionService<Page> answers, int segment, Map<String, AttributeValue> from) {
    ScanRequest request =
        ScanRequest.builder()
            .tableName(table)
            .consistentRead(true)
            .segment(segment)
            .totalSegments(SEGMENTS)
            .exclusiveStartKey(from.isEmpty() ? null : from)
            .build();
    answers.submit(
        () -> {
          ScanResponse response = retry.call(() -> client.scan(request));
          return new Page(segment, response.items(), response.lastEvaluatedKey());
        });
  }

  /**
   * Hands over the items with these keys that are there, in any order and on several threads.
   *
   * @param keys each of them once
   */
  void find(List<Map<String, AttributeValue>> keys, Consumer<Map<String, AttributeValue>> items) {
    List<List<Map<String, AttributeValue>>> chunks =
        IntStream.iterate(0, from -> from < keys.size(), from -> from + KEYS_PER_REQUEST)
            .mapToObj(from -> keys.subList(from, Math.min(from + KEYS_PER_REQUEST, keys.size())))
            .toList();
    workers.each(chunks, chunk -> fetch(chunk, items));
  }

  /** DynamoDB may answer for some of the keys only, when throttled or when the items are large. */
  private void fetch(
      List<Map<String, AttributeValue>> keys, Consumer<Map<String, AttributeValue>> items) {
    KeysAndAttributes wanted = KeysAndAttributes.builder().keys(keys).consistentRead(true).build();
    Map<String, KeysAndAttributes> rest = Map.of(table, wanted);
    for (int idle = 0; !rest.isEmpty(); ) {
      BatchGetItemRequest request = BatchGetItemRequest.builder().requestItems(rest).build();
      BatchGetItemResponse response = retry.call(() -> client.batchGetItem(request));
      List<Map<String, AttributeValue>> got = response.responses().getOrDefault(table, List.of());
      got.forEach(items);
      rest = response.unprocessedKeys();
      idle = got.isEmpty() ? idle + 1 : 0;
      if (idle == retry.attempts()) {
        throw new TargetUnavailable(
            DynamoCode.UNAVAILABLE,
            retry.connection()
                + " returned none of the keys asked for in "
                + idle
                + " attempts. "
                + DynamoCode.UNAVAILABLE.remedy(),
            null);
      }
      if (!rest.isEmpty()) {
        retry.pause(idle + 1);
      }
    }
  }

  private record Page(
      int segment, List<Map<String, AttributeValue>> items, Map<String, AttributeValue> next) {}
}
