/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import dev.tandem.model.entity.EntityRow;
import dev.tandem.model.entity.EntitySchema;
import dev.tandem.model.entity.Location;
import dev.tandem.model.mapping.DynamoPlan;
import dev.tandem.model.target.StoredRow;
import dev.tandem.model.target.TargetReader;
import dev.tandem.model.type.Refused;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads one entity's table with consistent reads: verification must not see the past. */
final class DynamoReader implements TargetReader {
  private final DynamoPlan plan;
  private final DynamoDbClient client;
  private final Workers workers;
  private final Items items;
  private final Clock clock;
  private final Map<EntitySchema, ItemLayout> layouts = new HashMap<>();

  DynamoReader(DynamoPlan plan, DynamoDbClient client, Retry retry, Workers workers, Clock clock) {
    this.plan = plan;
    this.client = client;
    this.workers = workers;
    this.items = new Items(plan.table(), client, retry, workers);
    this.clock = clock;
  }

  @Override
  public void scan(EntitySchema schema, Consumer<StoredRow> rows) {
    RowReader reader = new RowReader(new ItemLayout(plan, schema));
    items.scan(page -> page.forEach(item -> rows.accept(reader.row(item))));
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
    Queue<StoredRow> found = new ConcurrentLinkedQueue<>();
    items.find(keys, item -> found.add(reader.row(item)));
    return new ArrayList<>(found);
  }

  private static Optional<Place> place(ItemLayout layout, Location location) {
    try {
      return layout.place(location);
    } catch (Refused e) {
      throw new IllegalArgumentException(e);
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
}
