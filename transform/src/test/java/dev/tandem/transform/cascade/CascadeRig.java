/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform.cascade;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.model.source.ForeignKey;
import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.SourceKind;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.TableId;
import dev.tandem.wire.Headers;
import dev.tandem.wire.PipelineTopics;
import dev.tandem.wire.SchemaRecord;
import dev.tandem.wire.SchemaStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The topology of cascades, with raw records as capture writes them. */
final class CascadeRig implements AutoCloseable {
  private static final PipelineTopics TOPICS = new PipelineTopics("p");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final TopologyTestDriver driver;

  CascadeRig(List<SourceTable> tables, ForeignKey... keys) {
    driver =
        new TopologyTestDriver(
            CascadeTopology.build(
                new CascadePlan(Arrays.asList(keys)), TOPICS, 2, schemas(tables)));
  }

  private static SchemaStore schemas(List<SourceTable> tables) {
    MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
    SchemaStore store = new SchemaStore(consumer, TOPICS, Duration.ofMillis(50));
    TopicPartition partition = new TopicPartition(TOPICS.schemas(), 0);
    consumer.updateBeginningOffsets(Map.of(partition, 0L));
    consumer.updateEndOffsets(Map.of(partition, (long) tables.size()));
    for (int i = 0; i < tables.size(); i++) {
      SchemaRecord schema = SchemaRecord.of(tables.get(i));
      consumer.addRecord(
          new ConsumerRecord<>(TOPICS.schemas(), 0, i, schema.key(), schema.value()));
    }
    return store;
  }

  /** A table whose columns are written as {@code name TYPE}; those of its key are NOT NULL. */
  static SourceTable table(String name, List<String> key, String... columns) {
    List<SourceColumn> all = new ArrayList<>();
    for (String column : columns) {
      String[] words = column.split(" ", -1);
      int length = words[1].equals("VARCHAR") ? 100 : -1;
      all.add(new SourceColumn(words[0], words[1], length, -1, !key.contains(words[0]), List.of()));
    }
    return new SourceTable(SourceKind.MYSQL, TableId.of("shop", name), all, key);
  }

  static ForeignKey key(
      SourceTable child,
      List<String> columns,
      SourceTable parent,
      List<String> parentColumns,
      ForeignKey.Action onDelete) {
    return new ForeignKey(
        "of_" + child.id().table(),
        child.id(),
        columns,
        parent.id(),
        parentColumns,
        onDelete,
        ForeignKey.Action.CASCADE);
  }

  /** A raw record of a table; null for no image. */
  Raw raw(SourceTable table, String key, @Nullable String before, @Nullable String after) {
    return new Raw(this, table, key, before, after);
  }

  /** What was asked for since the last time. */
  List<JsonNode> asked() {
    List<JsonNode> asked = new ArrayList<>();
    for (byte[] value :
        driver
            .createOutputTopic(
                TOPICS.requests(), new StringDeserializer(), new ByteArrayDeserializer())
            .readValuesToList()) {
      try {
        asked.add(JSON.readTree(value));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return asked;
  }

  /** The keys of the rows that were asked for since the last time. */
  List<String> askedKeys() {
    return asked().stream().flatMap(request -> keys(request).stream()).toList();
  }

  static List<String> keys(JsonNode request) {
    List<String> keys = new ArrayList<>();
    request.path("rows").forEach(row -> keys.add(row.path("key").asText()));
    return keys;
  }

  void advance(Duration time) {
    driver.advanceWallClockTime(time);
  }

  @Override
  public void close() {
    driver.close();
  }

  /** A raw record to be sent. */
  static final class Raw {
    private final CascadeRig rig;
    private final SourceTable table;
    private final String key;
    private final RecordHeaders headers = new RecordHeaders();
    private final String images;
    private String op;
    private long second = 1;

    private Raw(
        CascadeRig rig,
        SourceTable table,
        String key,
        @Nullable String before,
        @Nullable String after) {
      this.rig = rig;
      this.table = table;
      this.key = key;
      this.op = before == null ? "c" : after == null ? "d" : "u";
      this.images = "\"before\":" + before + ",\"after\":" + after;
      headers.add(Headers.SCHEMA, SchemaRecord.of(table).id().header());
    }

    /** When it was committed. */
    Raw at(long seconds) {
      second = seconds;
      return this;
    }

    Raw read() {
      op = "r";
      return this;
    }

    Raw with(String header, String value) {
      headers.add(header, value.getBytes(StandardCharsets.UTF_8));
      return this;
    }

    /** The answer to a request. */
    Raw answering(JsonNode request) {
      return with(Headers.REQUEST, request.path("id").asText() + "/0");
    }

    void send() {
      String envelope =
          "{" + images + ",\"source\":{\"ts_ms\":" + second * 1_000 + "},\"op\":\"" + op + "\"}";
      send(envelope);
    }

    void send(String value) {
      rig.driver
          .createInputTopic(
              TOPICS.raw(table.id()), new ByteArraySerializer(), new ByteArraySerializer())
          .pipeInput(
              new TestRecord<>(
                  key.getBytes(StandardCharsets.UTF_8),
                  value.getBytes(StandardCharsets.UTF_8),
                  headers,
                  second * 1_000));
    }
  }
}
