/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import dev.tandem.bench.OrderRows.Change;
import dev.tandem.dynamo.DynamoConnection;
import dev.tandem.dynamo.DynamoTarget;
import dev.tandem.local.LocalDynamo;
import dev.tandem.model.entity.EntityChange;
import dev.tandem.model.mapping.DynamoPlan;
import dev.tandem.model.target.Batch;
import dev.tandem.model.target.Delivery;
import dev.tandem.model.target.Lane;
import dev.tandem.model.target.TargetWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The table that all contenders write, made anew for each, and the items that must be in it. */
final class OrderItems {
  private static final String PIPELINE = "bench";
  private static final String TOMBSTONES = PIPELINE + "-tombstones";
  private static final int TOGETHER = 2_000;

  private final LocalDynamo server;
  private final DynamoDbAsyncClient client;
  private final OrderRows rows;
  private final Map<Change, List<Map<String, AttributeValue>>> items = new EnumMap<>(Change.class);

  OrderItems(LocalDynamo server, DynamoDbAsyncClient client, OrderRows rows) {
    this.server = server;
    this.client = client;
    this.rows = rows;
  }

  /** Tandem's side of the table. */
  static DynamoTarget target(URI endpoint, String region, String accessKey, String secretKey) {
    return new DynamoTarget(
        new DynamoConnection(
            region,
            Optional.of(endpoint),
            Optional.of(new DynamoConnection.Credentials(accessKey, secretKey, Optional.empty()))),
        PIPELINE,
        OrderEntity.TO_DYNAMO);
  }

  private DynamoTarget target() {
    return target(server.endpoint(), server.region(), server.accessKey(), server.secretKey());
  }

  OrderRows rows() {
    return rows;
  }

  LocalDynamo server() {
    return server;
  }

  /** The server's process. */
  Processes processes() {
    return ProcessHandle.current()
        .descendants()
        .filter(OrderItems::isServer)
        .findFirst()
        .map(one -> new Processes("dynamo", one.pid(), false))
        .orElseThrow(() -> new IllegalStateException("DynamoDB Local has no process"));
  }

  /** The shell that watches it names the same class. */
  private static boolean isServer(ProcessHandle process) {
    return process.info().command().filter(command -> command.endsWith("java")).isPresent()
        && process.info().commandLine().filter(line -> line.contains("Dynamo")).isPresent();
  }

  /** Makes the table anew, and that of the tombstones. */
  void empty() {
    Set<String> present = new HashSet<>(client.listTables().join().tableNames());
    for (String table : List.of(OrderEntity.ITEMS, TOMBSTONES)) {
      if (present.contains(table)) {
        client.deleteTable(delete -> delete.tableName(table)).join();
      }
    }
    target().prepare(true);
  }

  /**
   * The items of the rows after a change, in the rows' order. They are read back once after Tandem
   * has written them, so that all write the same.
   */
  List<Map<String, AttributeValue>> of(Change change) {
    if (items.isEmpty()) {
      empty();
      for (Change each : Change.values()) {
        write(each);
        items.put(each, scan());
      }
    }
    return items.getOrDefault(change, List.of());
  }

  private void write(Change change) {
    TransformSteps steps = new TransformSteps(MappingVariant.PLAIN, rows.table());
    Lane lane = new Lane("none", "none", 0);
    TargetWriter writer = target().writer();
    try {
      for (int from = 0; from < rows.count(); from += TOGETHER) {
        int to = Math.min(rows.count(), from + TOGETHER);
        List<Delivery> deliveries = new ArrayList<>();
        for (int number = from; number < to; number++) {
          EntityChange row =
              steps.map(steps.decode(rows.raw(number, change)), rows.offset(number, change));
          deliveries.add(new Delivery(lane, number, steps.schema(), row));
        }
        writer.write(new Batch(deliveries, new TreeMap<>(Map.of(lane, new Batch.Span(from, to)))));
      }
    } finally {
      writer.close();
    }
  }

  private List<Map<String, AttributeValue>> scan() {
    TreeMap<String, Map<String, AttributeValue>> sorted = new TreeMap<>();
    client
        .scanPaginator(scan -> scan.tableName(OrderEntity.ITEMS).consistentRead(true))
        .items()
        .subscribe(item -> sorted.put(partition(item), item))
        .join();
    return List.copyOf(sorted.values());
  }

  private static String partition(Map<String, AttributeValue> item) {
    AttributeValue key = item.get(DynamoPlan.PARTITION_KEY);
    return key == null ? "" : key.s();
  }

  /**
   * Makes sure that the table holds just these rows as the change left them.
   *
   * @throws IllegalStateException when it does not: whoever loses rows is not to be measured
   */
  void verify(Change change) {
    List<Map<String, AttributeValue>> found = scan();
    if (found.size() != rows.count() || !found.equals(of(change))) {
      throw new IllegalStateException(
          "after the %s of %,d rows %s holds %,d items, or others than it should"
              .formatted(change.phase(), rows.count(), OrderEntity.ITEMS, found.size()));
    }
  }
}
