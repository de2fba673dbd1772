/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import dev.tandem.local.LocalDynamo;
import dev.tandem.model.mapping.DynamoPlan;
import dev.tandem.model.mapping.MappingPlan;
import dev.tandem.model.target.TargetWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    try {
      return LocalDynamo.start(Files.createTempDirectory("dynamo"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static URI endpoint() {
    return SERVER.endpoint();
  }

  static DynamoConnection connection() {
    return connection(SERVER.endpoint());
  }

  static DynamoConnection connection(URI endpoint) {
    return new DynamoConnection(
        SERVER.region(),
        Optional.of(endpoint),
        Optional.of(
            new DynamoConnection.Credentials(
                SERVER.accessKey(), SERVER.secretKey(), Optional.empty())));
  }

  /** A name that no other test has. */
  static String fresh(String name) {
    return name + '-' + TABLES.incrementAndGet();
  }

  static DynamoTarget target(String pipeline, MappingPlan plan) {
    return new DynamoTarget(connection(), pipeline, plan);
  }

  /** A writer that gives up soon, and with safeguards that a test may have switched off. */
  static TargetWriter writer(URI endpoint, String pipeline, MappingPlan plan, Guard guard) {
    DynamoConnection connection = connection(endpoint);
    return new DynamoWriter(
        plan,
        new RowWriter(
            Clients.open(connection, 8),
            impatient(connection),
            guard,
            new Tombstones(Tombstones.tableOf(pipeline), Duration.ofDays(1), Clock.systemUTC())),
        new Workers("test-writer", 8));
  }

  static Retry impatient(DynamoConnection connection) {
    return new Retry(
        connection, 4, Duration.ofMillis(5), Duration.ofMillis(20), Duration.ofSeconds(8));
  }

  static List<Map<String, AttributeValue>> items(String table) {
    return CLIENT.scanPaginator(scan -> scan.tableName(table).consistentRead(true)).items().stream()
        .toList();
  }

  /** What lies at a place: versions by partition key. */
  static long version(Map<String, AttributeValue> item) {
    return Long.parseLong(item.getOrDefault(DynamoPlan.VERSION, AttributeValue.fromN("-1")).n());
  }
}
