/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DELETE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.apache.kafka.common.resource.ResourceType.CLUSTER;
import static org.apache.kafka.common.resource.ResourceType.GROUP;
import static org.apache.kafka.common.resource.ResourceType.TOPIC;
import static org.apache.kafka.common.resource.ResourceType.TRANSACTIONAL_ID;

import dev.tandem.cli.SecureKafka.Grant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;

/** The table of docs/operations.md, 'Grants', for the shop's pipeline. */
final class KafkaGrants {
  static final String CAPTURE = "capture";
  static final String TRANSFORM = "transform";
  static final String SINK_POSTGRES = "sink-postgres";
  static final String SINK_DYNAMO = "sink-dynamo";
  static final String VERIFY = "verify";
  static final String REPLAY = "replay";

  private static final List<String> RAW = List.of("shop.shop.Orders", "shop.shop.Log");
  private static final List<String> ENTITIES =
      List.of("shop.sales.orders", "shop.sales.log", "shop.sales.joined");
  private static final List<String> COMMON =
      List.of(
          "shop.schemas",
          "shop.offsets",
          "shop.schema-history",
          "shop.dead-letters",
          "shop.requests",
          "shop.audit",
          "shop.control",
          "shop.status");

  private static final List<String> STATUS = List.of("shop.status");

  private KafkaGrants() {}

  static Map<String, Set<Grant>> perProcess() {
    Map<String, Set<Grant>> all = new TreeMap<>();
    all.put(CAPTURE, capture());
    all.put(TRANSFORM, transform());
    all.put(SINK_POSTGRES, sink("postgres"));
    all.put(SINK_DYNAMO, sink("dynamo"));
    all.put(
        VERIFY,
        all(
            List.of(
                topics(RAW, READ),
                topics(ENTITIES, READ),
                topics(List.of("shop.offsets", "shop.control"), READ),
                topics(STATUS, WRITE),
                groups(DESCRIBE, "shop.transform", "shop.sink-postgres", "shop.sink-dynamo"),
                joins(TOPIC, READ),
                joins(GROUP, DESCRIBE))));
    all.put(REPLAY, replay());
    return all;
  }

  private static Set<Grant> capture() {
    List<String> own =
        List.of("shop.schemas", "shop.offsets", "shop.schema-history", "shop.requests");
    return all(
        List.of(
            topics(RAW, READ, WRITE, CREATE),
            topics(own, READ, WRITE),
            topics(STATUS, WRITE),
            topics(COMMON, DESCRIBE, CREATE),
            groups(READ, "shop.capture", "shop-schemahistory"),
            Stream.of(new Grant(TRANSACTIONAL_ID, "shop.capture", WRITE))));
  }

  private static Set<Grant> transform() {
    return all(
        List.of(
            topics(RAW, READ),
            topics(ENTITIES, READ, WRITE, CREATE),
            topics(List.of("shop.schemas"), READ, WRITE),
            topics(List.of("shop.dead-letters"), WRITE),
            topics(STATUS, WRITE),
            topics(COMMON, DESCRIBE, CREATE),
            groups(READ, "shop.transform"),
            joins(TOPIC, READ, WRITE, CREATE, DELETE),
            joins(GROUP, READ),
            joins(TRANSACTIONAL_ID, WRITE),
            Stream.of(new Grant(CLUSTER, "kafka-cluster", DESCRIBE))));
  }

  /** What Kafka Streams makes for an entity of several tables. */
  private static Stream<Grant> joins(ResourceType type, AclOperation... operations) {
    return Stream.of(operations)
        .map(operation -> new Grant(type, PatternType.PREFIXED, "shop.join-", operation));
  }

  private static Set<Grant> sink(String target) {
    return all(
        List.of(
            topics(ENTITIES, READ),
            topics(List.of("shop.schemas", "shop.control"), READ),
            topics(List.of("shop.dead-letters"), WRITE),
            topics(STATUS, WRITE),
            topics(COMMON, DESCRIBE, CREATE),
            groups(READ, "shop.sink-" + target)));
  }

  /** Its groups are named by what is replayed: here all are granted, where a prefix would do. */
  private static Set<Grant> replay() {
    return all(
        List.of(
            topics(ENTITIES, READ),
            topics(List.of("shop.schemas"), READ),
            topics(List.of("shop.dead-letters"), READ, WRITE),
            topics(List.of("shop.audit"), WRITE),
            topics(COMMON, DESCRIBE, CREATE),
            groups(READ, "*")));
  }

  private static Set<Grant> all(List<Stream<Grant>> grants) {
    return grants.stream().flatMap(UnaryOperator.identity()).collect(Collectors.toSet());
  }

  private static Stream<Grant> topics(List<String> names, AclOperation... operations) {
    return names.stream()
        .flatMap(name -> Stream.of(operations).map(operation -> new Grant(TOPIC, name, operation)));
  }

  private static Stream<Grant> groups(AclOperation operation, String... names) {
    return Stream.of(names).map(name -> new Grant(GROUP, name, operation));
  }
}
