/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import dev.tandem.model.mapping.DynamoPlan;
import dev.tandem.model.target.TargetUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateGlobalSecondaryIndexAction;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** Looks at tables and creates them, each step waiting until DynamoDB is done with it. */
record Tables(DynamoDbClient client, Retry retry) {
  private static final Logger LOG = LoggerFactory.getLogger(Tables.class);
  private static final Projection WHOLE_ITEM =
      Projection.builder().projectionType(ProjectionType.ALL).build();
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
  private static final Duration POLL = Duration.ofMillis(250);

  /** The table, or empty when there is none. */
  Optional<TableDescription> find(String name) {
    return retry.call(
        () -> {
          try {
            return Optional.of(client.describeTable(table -> table.tableName(name)).table());
          } catch (ResourceNotFoundException e) {
            return Optional.empty();
          }
        });
  }

  /** The attribute that holds the time of expiry, or empty when items stay. */
  Optional<String> expiryAttribute(String name) {
    return retry.call(
        () ->
            Optional.of(
                    client
                        .describeTimeToLive(table -> table.tableName(name))
                        .timeToLiveDescription())
                .filter(
                    ttl ->
                        ttl.timeToLiveStatus() == TimeToLiveStatus.ENABLED
                            || ttl.timeToLiveStatus() == TimeToLiveStatus.ENABLING)
                .map(ttl -> ttl.attributeName()));
  }

  /** Creates the table with all that belongs to it; one that another process makes is as good. */
  void create(TableShape shape) {
    LOG.info("creating table {} in {}", shape.name(), retry.connection());
    Stream<String> keys =
        Stream.concat(
            shape.key().stream(), shape.indexes().values().stream().flatMap(List::stream));
    CreateTableRequest request =
        CreateTableRequest.builder()
            .tableName(shape.name())
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .keySchema(keySchema(shape.key()))
            .attributeDefinitions(strings(keys))
            .globalSecondaryIndexes(shape.indexes().isEmpty() ? null : indexes(shape))
            .build();
    unlessUnderWay(() -> client.createTable(request));
    awaitActive(shape.name());
    if (shape.expires()) {
      expire(shape.name());
    }
  }

  private static List<GlobalSecondaryIndex> indexes(TableShape shape) {
    return shape.indexes().entrySet().stream()
        .map(
            index ->
                GlobalSecondaryIndex.builder()
                    .indexName(index.getKey())
                    .keySchema(keySchema(index.getValue()))
                    .projection(WHOLE_ITEM)
                    .build())
        .toList();
  }

  /** Adds an index; DynamoDB fills it from the items that are there. */
  void addIndex(TableShape shape, String index) {
    List<String> key = shape.indexes().getOrDefault(index, List.of());
    LOG.info("adding index {} to table {}", index, shape.name());
    CreateGlobalSecondaryIndexAction create =
        CreateGlobalSecondaryIndexAction.builder()
            .indexName(index)
            .keySchema(keySchema(key))
            .projection(WHOLE_ITEM)
            .build();
    unlessUnderWay(
        () ->
            client.updateTable(
                table ->
                    table
                        .tableName(shape.name())
                        .attributeDefinitions(
                            strings(Stream.concat(shape.key().stream(), key.stream())))
                        .globalSecondaryIndexUpdates(
                            GlobalSecondaryIndexUpdate.builder().create(create).build())));
    awaitActive(shape.name());
  }

  /** Lets items expire. */
  void expire(String name) {
    retry.call(
        () ->
            client.updateTimeToLive(
                table ->
                    table
                        .tableName(name)
                        .timeToLiveSpecification(
                            ttl -> ttl.attributeName(DynamoPlan.TTL).enabled(true))));
  }

  /** Deletes the table with all that it holds, and returns when it is gone. */
  void drop(String name) {
    LOG.info("deleting table {} in {}", name, retry.connection());
    unlessUnderWay(() -> client.deleteTable(table -> table.tableName(name)));
    await(name + " is not gone", () -> find(name).isEmpty());
  }

  private void unlessUnderWay(Runnable request) {
    retry.call(
        () -> {
          try {
            request.run();
          } catch (ResourceInUseException e) {
            LOG.info("another process is at the same table");
          }
          return Map.of();
        });
  }

  /** Waits until the table and its indexes can be used. */
  void awaitActive(String name) {
    await(name + " is not active", () -> find(name).filter(Tables::isActive).isPresent());
  }

  private void await(String otherwise, BooleanSupplier done) {
    long end = System.nanoTime() + LONGEST_WAIT.toNanos();
    while (!done.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new TargetUnavailable(
            DynamoCode.UNAVAILABLE,
            retry.connection()
                + ": table "
                + otherwise
                + " after "
                + LONGEST_WAIT.toMinutes()
                + " minutes. Start again: Tandem goes on waiting.",
            null);
      }
      retry.sleep(POLL);
    }
  }

  private static boolean isActive(TableDescription table) {
    return table.tableStatus() == TableStatus.ACTIVE
        && table.globalSecondaryIndexes().stream()
            .allMatch(index -> index.indexStatus() == IndexStatus.ACTIVE);
  }

  private static List<KeySchemaElement> keySchema(List<String> names) {
    return names.stream()
        .map(
            name ->
                KeySchemaElement.builder()
                    .attributeName(name)
                    .keyType(names.indexOf(name) == 0 ? KeyType.HASH : KeyType.RANGE)
                    .build())
        .toList();
  }

  private static List<AttributeDefinition> strings(Stream<String> names) {
    return names
        .distinct()
        .map(
            name ->
                AttributeDefinition.builder()
                    .attributeName(name)
                    .attributeType(ScalarAttributeType.S)
                    .build())
        .toList();
  }
}
