/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.cli.wiring.Pipeline;
import dev.tandem.wire.testing.TestTopics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What capture has published, as any reader of committed records finds it. */
final class RawTopics {
  private static final ObjectMapper JSON = new ObjectMapper();

  private RawTopics() {}

  /** Changes that are there twice, or behind one that the source made later. */
  static List<String> disorder(Pipeline pipeline) {
    List<String> found = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    Map<TopicPartition, String> last = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : read(pipeline)) {
      JsonNode change = json(record);
      JsonNode source = change.path("source");
      if (!isOfTheLog(source)) {
        continue;
      }
      String place = place(source);
      String position = position(source, place);
      String at = record.topic() + "-" + record.partition() + "@" + record.offset();
      // A changed key is a delete and a create of one row of the log.
      if (!seen.add(record.topic() + position + change.path("op").asText())) {
        found.add(at + " repeats " + position);
      }
      TopicPartition partition = new TopicPartition(record.topic(), record.partition());
      String before = last.put(partition, place);
      if (before != null && before.compareTo(place) > 0) {
        found.add(at + " is of " + position + ", behind " + before);
      }
    }
    return found;
  }

  /** Neither read by a snapshot, nor missed by one that was begun anew. */
  private static boolean isOfTheLog(JsonNode source) {
    return source.path("snapshot").asText("false").equals("false")
        && (isMySql(source) || source.path("connector").asText().equals("sqlserver"));
  }

  private static boolean isMySql(JsonNode source) {
    return source.path("connector").asText().equals("mysql");
  }

  /** A place in the log that none lies behind which comes later; text order is its order. */
  private static String place(JsonNode source) {
    return isMySql(source)
        ? "%s/%020d/%08d"
            .formatted(
                source.path("file").asText(),
                source.path("pos").asLong(),
                source.path("row").asLong())
        : source.path("commit_lsn").asText();
  }

  /**
   * Those of one transaction of SQL Server need not follow each other in the order of change_lsn.
   */
  private static String position(JsonNode source, String place) {
    return isMySql(source)
        ? place
        : place
            + "/"
            + source.path("change_lsn").asText()
            + "/"
            + source.path("event_serial_no").asText();
  }

  private static JsonNode json(ConsumerRecord<byte[], byte[]> record) {
    try {
      return JSON.readTree(record.value());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<ConsumerRecord<byte[], byte[]>> read(Pipeline pipeline) {
    return TestTopics.read(
        pipeline.kafka(),
        new ByteArrayDeserializer(),
        pipeline.mapping().tables().stream().map(pipeline.names()::raw).toList());
  }
}
