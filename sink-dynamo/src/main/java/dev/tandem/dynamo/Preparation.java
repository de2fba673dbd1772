/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import dev.tandem.model.error.TandemException;
import dev.tandem.model.mapping.DynamoPlan;
import dev.tandem.model.mapping.MappingPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** Compares the tables with what the mapping asks for, and makes what is missing. */
record Preparation(MappingPlan plan, String pipeline, Tables tables) {

  /**
   * Makes sure that every table is there.
   *
   * @param create whether to make what is missing; nothing is made while something is wrong that
   *     only a person can mend
   * @throws TandemException that lists all that is missing or wrong
   */
  void run(boolean create) {
    List<Finding> findings = findings();
    refuse(open(findings, create));
    findings.forEach(Preparation::mend);
    TableShape.of(plan, pipeline).forEach(shape -> tables.awaitActive(shape.name()));
    if (!findings.isEmpty()) {
      refuse(findings()); // another process may have been at the same tables
    }
  }

  /** A line for each thing that {@link #run} would refuse. */
  List<String> problems(boolean create) {
    return open(findings(), create).stream()
        .map(finding -> DynamoCode.TABLES.code() + ": " + finding.sentence())
        .toList();
  }

  private static List<Finding> open(List<Finding> findings, boolean create) {
    return create ? findings.stream().filter(one -> one.remedy().isEmpty()).toList() : findings;
  }

  private List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    TableShape.of(plan, pipeline).forEach(shape -> check(shape, findings));
    return findings.stream().distinct().toList();
  }

  private static void refuse(List<Finding> open) {
    if (!open.isEmpty()) {
      throw new TandemException(
          DynamoCode.TABLES, open.stream().map(Finding::sentence).collect(Collectors.joining(" ")));
    }
  }

  private static void mend(Finding finding) {
    try {
      finding.remedy().ifPresent(Runnable::run);
    } catch (DynamoDbException e) {
      throw new TandemException(
          DynamoCode.TABLES,
          finding.sentence() + " DynamoDB refused to let Tandem do it: " + e.getMessage(),
          e);
    }
  }

  private void check(TableShape shape, List<Finding> findings) {
    Optional<String> unusable = unusable(shape);
    if (unusable.isPresent()) {
      findings.add(Finding.wrong(unusable.get()));
      return;
    }
    Optional<TableDescription> table = tables.find(shape.name());
    if (table.isEmpty()) {
      findings.add(
          Finding.missing(
              "Table %s is missing: create it with %s%s%s."
                  .formatted(shape.name(), spelled(shape.key()), indexes(shape), expiry(shape)),
              () -> tables.create(shape)));
      return;
    }
    checkKey(shape, table.get(), findings);
    shape.indexes().keySet().forEach(index -> checkIndex(shape, table.get(), index, findings));
    checkExpiry(shape, findings);
  }

  private Optional<String> unusable(TableShape shape) {
    List<String> badNames = shape.badNames();
    return badNames.isEmpty()
        ? TableShape.sharedBy(plan, shape)
            .map(
                entities ->
                    "Table %s is named by %s: give each entity a table of its own."
                        .formatted(shape.name(), entities))
        : Optional.of(
            "DynamoDB takes no table or index named %s: use 3 to 255 of A-Z a-z 0-9 _ - and a full stop."
                .formatted(String.join(", ", badNames)));
  }

  private static void checkKey(TableShape shape, TableDescription table, List<Finding> findings) {
    if (!isKey(shape.key(), table.keySchema(), table)) {
      findings.add(
          Finding.wrong(
              "Table %s has another key: Tandem needs %s, and a key cannot be changed; name another table."
                  .formatted(shape.name(), spelled(shape.key()))));
    }
  }

  private void checkIndex(
      TableShape shape, TableDescription table, String name, List<Finding> findings) {
    List<String> key = shape.indexes().getOrDefault(name, List.of());
    Optional<GlobalSecondaryIndexDescription> index =
        table.globalSecondaryIndexes().stream()
            .filter(one -> one.indexName().equals(name))
            .findFirst();
    if (index.isEmpty()) {
      findings.add(
          Finding.missing(
              "Table %s has no index %s: add it with %s and all attributes."
                  .formatted(shape.name(), name, spelled(key)),
              () -> tables.addIndex(shape, name)));
    } else if (!isKey(key, index.get().keySchema(), table)
        || index.get().projection().projectionType() != ProjectionType.ALL) {
      findings.add(
          Finding.wrong(
              "Index %s of table %s must have %s and all attributes: delete it, then it can be made anew."
                  .formatted(name, shape.name(), spelled(key))));
    }
  }

  private void checkExpiry(TableShape shape, List<Finding> findings) {
    if (!shape.expires()) {
      return;
    }
    Optional<String> attribute = tables.expiryAttribute(shape.name());
    if (attribute.isEmpty()) {
      findings.add(
          Finding.missing(
              "Table %s has no time to live: switch it on for the attribute %s."
                  .formatted(shape.name(), DynamoPlan.TTL),
              () -> tables.expire(shape.name())));
    } else if (!attribute.get().equals(DynamoPlan.TTL)) {
      findings.add(
          Finding.wrong(
              "Table %s has its time to live on %s: switch it off, then on for %s."
                  .formatted(shape.name(), attribute.get(), DynamoPlan.TTL)));
    }
  }

  private static boolean isKey(
      List<String> names, List<KeySchemaElement> schema, TableDescription table) {
    Map<String, ScalarAttributeType> types =
        table.attributeDefinitions().stream()
            .collect(
                Collectors.toMap(
                    AttributeDefinition::attributeName, AttributeDefinition::attributeType));
    return schema.stream().map(KeySchemaElement::attributeName).toList().equals(names)
        && schema.get(0).keyType() == KeyType.HASH
        && names.stream().allMatch(name -> types.get(name) == ScalarAttributeType.S);
  }

  private static String spelled(List<String> key) {
    return "partition key "
        + key.get(0)
        + " (String)"
        + (key.size() > 1 ? " and sort key " + key.get(1) + " (String)" : "");
  }

  private static String indexes(TableShape shape) {
    return shape.indexes().entrySet().stream()
        .map(index -> ", index " + index.getKey() + " with " + spelled(index.getValue()))
        .collect(Collectors.joining());
  }

  private static String expiry(TableShape shape) {
    return shape.expires() ? ", time to live on " + DynamoPlan.TTL : "";
  }

  /** Something that is not as it must be, and how Tandem itself can mend it. */
  private record Finding(String sentence, Optional<Runnable> remedy) {
    static Finding wrong(String sentence) {
      return new Finding(sentence, Optional.empty());
    }

    static Finding missing(String sentence, Runnable remedy) {
      return new Finding(sentence, Optional.of(remedy));
    }
  }
}
