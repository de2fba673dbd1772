/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import dev.tandem.local.LocalDynamo;
import dev.tandem.model.entity.Version;
import dev.tandem.model.mapping.MappingPlan;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One DynamoDB Local for all tests of this JVM, with which it ends; each test has tables of its
 * own.
 */
final class TestDynamo {
  private static final AtomicInteger TABLES = new AtomicInteger();
  private static final LocalDynamo SERVER = start();
  static final DynamoDbClient CLIENT = Clients.open(connection(), 8);

  private TestDynamo() {}

  private static LocalDynamo start() {
    return LocalDynamo.start(Path.of("target", "dynamo", Long.toString(System.nanoTime())));
  }

  static URI endpoint() {
    return SERVER.endpoint();
  }

  static DynamoConnection connection() {
    return TestWriters.connection(SERVER.endpoint());
  }

  /** A name that no other test has. */
  static String fresh(String name) {
    return name + '-' + TABLES.incrementAndGet();
  }

  static DynamoTarget target(String pipeline, MappingPlan plan) {
    return new DynamoTarget(connection(), pipeline, plan);
  }

  /** Many tables make DynamoDB Local slow. */
  static void drop(String... tables) {
    List<String> present = CLIENT.listTablesPaginator().tableNames().stream().toList();
    for (String table : tables) {
      if (present.contains(table)) {
        CLIENT.deleteTable(delete -> delete.tableName(table));
      }
    }
  }

  static List<Map<String, AttributeValue>> items(String table) {
    return CLIENT.scanPaginator(scan -> scan.tableName(table).consistentRead(true)).items().stream()
        .toList();
  }

  /** The version of an item, or -1. */
  static long version(Map<String, AttributeValue> item) {
    return Long.parseLong(item.getOrDefault(Version.NAME, AttributeValue.fromN("-1")).n());
  }
}
