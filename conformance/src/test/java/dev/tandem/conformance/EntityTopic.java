/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandem.cli.wiring.Pipeline;
import dev.tandem.wire.testing.TestTopics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * What the topics between the processes hold of a table.
 *
 * @param fields of the last record of each row id
 * @param keys of its entity records, by case, each with its partition
 * @param lanes the partitions of its raw records, by case
 */
record EntityTopic(
    Map<Integer, JsonNode> fields,
    Map<Integer, Set<String>> keys,
    Map<Integer, Set<Integer>> lanes) {
  private static final int WAYS = 10;

  static EntityTopic read(Pipeline pipeline, TypeTable table) {
    EntityTopic topic = new EntityTopic(new HashMap<>(), new HashMap<>(), new HashMap<>());
    for (ConsumerRecord<String, String> record :
        records(pipeline, pipeline.names().entity(table.entity()))) {
      JsonNode fields = Json.read(record.value()).path("fields");
      if (fields.has(TypeTable.ID)) {
        int id = fields.path(TypeTable.ID).asInt();
        topic.fields.put(id, fields);
        topic
            .keys
            .computeIfAbsent(id / WAYS, number -> new TreeSet<>())
            .add(record.key() + " in lane " + record.partition());
      }
    }
    for (ConsumerRecord<String, String> record :
        records(pipeline, pipeline.names().raw(table.id()))) {
      JsonNode envelope = Json.read(record.value());
      JsonNode row =
          envelope.path("after").isNull() ? envelope.path("before") : envelope.path("after");
      topic
          .lanes
          .computeIfAbsent(row.path(TypeTable.ID).asInt() / WAYS, number -> new TreeSet<>())
          .add(record.partition());
    }
    return topic;
  }

  private static List<ConsumerRecord<String, String>> records(Pipeline pipeline, String topic) {
    return TestTopics.read(pipeline.kafka(), new StringDeserializer(), List.of(topic));
  }
}
