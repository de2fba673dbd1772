/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import dev.tandem.model.entity.EntityRow;
import dev.tandem.model.entity.EntitySchema;
import dev.tandem.model.entity.Location;
import dev.tandem.model.mapping.DynamoPlan;
import dev.tandem.model.target.StoredRow;
import dev.tandem.model.target.TargetReader;
import dev.tandem.model.target.TargetUnavailable;
import dev.tandem.model.type.Refused;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/** Reads one entity's table with consistent reads: verification must not see the past. */
final class DynamoReader implements TargetReader {
  /** As many parts of a table are read at a time; each holds a page of at most 1 MB. */
  static final int SEGMENTS = 4;

  private static final int KEYS_PER_REQUEST = 100;

  private final DynamoPlan plan;
  private final DynamoDbClient client;
  private final Retry retry;
  private final Workers workers;
  private final Clock clock;
  private final Map<EntitySchema, ItemLayout> layouts = new HashMap<>();

  DynamoReader(DynamoPlan plan, DynamoDbClient client, Retry retry, Workers workers, Clock clock) {
    this.plan = plan;
    this.client = client;
    this.retry = retry;
    this.workers = workers;
    this.clock = clock;
  }

  @Override
  public void scan(EntitySchema schema, Consumer<StoredRow> rows) {
    RowReader reader = new RowReader(new ItemLayout(plan, schema));
    CompletionService<Page> pages = workers.stream();
    for (int segment = 0; segment < SEGMENTS; segment++) {
      ask(pages, segment, Map.of());
    }
    for (int open = SEGMENTS; open > 0; ) {
      Page page = Workers.next(pages);
      if (page.next().isEmpty()) {
        open--;
      } else {
        ask(pages, page.segment(), page.next());
      }
      page.items().forEach(item -> rows.accept(reader.row(item)));
    }
  }

  private void ask(CompletionService<Page> pages, int segment, Map<String, AttributeValue> from) {
    ScanRequest request =
        ScanRequest.builder()
            .tableName(plan.table())
            .consistentRead(true)
            .segment(segment)
            .totalSegments(SEGMENTS)
            .exclusiveStartKey(from.isEmpty() ? null : from)
            .build();
    pages.submit(
        () -> {
          ScanResponse response = retry.call(() -> client.scan(request));
          return new Page(segment, response.items(), response.lastEvaluatedKey());
        });
  }

  @Override
  public List<StoredRow> find(EntitySchema schema, Collection<Location> places) {
    ItemLayout layout = new ItemLayout(plan, schema);
    RowReader reader = new RowReader(layout);
    List<Map<String, AttributeValue>> keys =
        places.stream()
            .flatMap(location -> place(layout, location).stream())
            .distinct()
            .map(Place::key)
            .toList();
    List<List<Map<String, AttributeValue>>> chunks =
        IntStream.iterate(0, from -> from < keys.size(), from -> from + KEYS_PER_REQUEST)
            .mapToObj(from -> keys.subList(from, Math.min(from + KEYS_PER_REQUEST, keys.size())))
            .toList();
    Queue<StoredRow> found = new ConcurrentLinkedQueue<>();
    workers.each(chunks, chunk -> fetch(chunk, item -> found.add(reader.row(item))));
    return new ArrayList<>(found);
  }

  private static Optional<Place> place(ItemLayout layout, Location location) {
    try {
      return layout.place(location);
    } catch (Refused e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** DynamoDB may answer for some of the keys only, when throttled or when the items are large. */
  private void fetch(
      List<Map<String, AttributeValue>> keys, Consumer<Map<String, AttributeValue>> items) {
    KeysAndAttributes wanted = KeysAndAttributes.builder().keys(keys).consistentRead(true).build();
    Map<String, KeysAndAttributes> rest = Map.of(plan.table(), wanted);
    for (int idle = 0; !rest.isEmpty(); ) {
      BatchGetItemRequest request = BatchGetItemRequest.builder().requestItems(rest).build();
      BatchGetItemResponse response = retry.call(() -> client.batchGetItem(request));
      List<Map<String, AttributeValue>> got =
          response.responses().getOrDefault(plan.table(), List.of());
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

  @Override
  public boolean mayHaveExpired(EntityRow row) {
    try {
      long now = clock.instant().getEpochSecond();
      return layouts
          .computeIfAbsent(row.schema(), schema -> new ItemLayout(plan, schema))
          .expiry(row)
          .filter(expiry -> expiry <= now)
          .isPresent();
    } catch (Refused e) {
      return false;
    }
  }

  @Override
  public void close() {
    workers.close();
    client.close();
  }

  private record Page(
      int segment, List<Map<String, AttributeValue>> items, Map<String, AttributeValue> next) {}
}
