/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform.join;

import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.transform.join.SimulatedSource.Change;
import dev.tandem.wire.Headers;
import dev.tandem.wire.PipelineTopics;
import dev.tandem.wire.SchemaRecord;
import dev.tandem.wire.SchemaStore;
import dev.tandem.wire.report.ProcessMeter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.DslStoreSuppliers;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.WrappedStateStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The topology of one entity without a server; it keeps its state when it is started again. */
final class SimulatedJoin implements AutoCloseable {
  static final int REVISION = 3;
  private static final PipelineTopics TOPICS = new PipelineTopics("p");

  private final EntityPlan plan;
  private final Class<? extends DslStoreSuppliers> stores;
  private TopologyTestDriver driver;

  /**
   * A topology that has not read anything.
   *
   * @param stores where its tables lie
   */
  SimulatedJoin(EntityPlan plan, Class<? extends DslStoreSuppliers> stores) {
    this.plan = plan;
    this.stores = stores;
    this.driver = driver();
  }

  private TopologyTestDriver driver() {
    Properties properties = new Properties();
    properties.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
    properties.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
    properties.put(StreamsConfig.DSL_STORE_SUPPLIERS_CLASS_CONFIG, stores);
    return new TopologyTestDriver(
        new JoinTopology(
                plan, TOPICS, schemas(), new ProcessMeter(), REVISION, 1, Clock.systemUTC())
            .build(),
        properties);
  }

  private static SchemaStore schemas() {
    MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
    SchemaStore store = new SchemaStore(consumer, TOPICS, Duration.ofMillis(50));
    TopicPartition partition = new TopicPartition(TOPICS.schemas(), 0);
    consumer.updateBeginningOffsets(Map.of(partition, 0L));
    long offset = 0;
    for (JoinTables table : JoinTables.values()) {
      SchemaRecord schema = table.schema();
      consumer.addRecord(
          new ConsumerRecord<>(TOPICS.schemas(), 0, offset++, schema.key(), schema.value()));
    }
    consumer.updateEndOffsets(Map.of(partition, offset));
    return store;
  }

  /** Reads a change, with the tombstone for compaction that may follow a delete. */
  void read(Change change, boolean withTombstone) {
    RecordHeaders headers = new RecordHeaders();
    headers.add(Headers.SCHEMA, change.table().schema().id().header());
    headers.add(Headers.GENERATION, "2".getBytes(StandardCharsets.US_ASCII));
    Map<String, @Nullable Object> row =
        Objects.requireNonNull(change.after() == null ? change.before() : change.after());
    Map<String, @Nullable Object> key = new java.util.LinkedHashMap<>();
    change.table().key().forEach(column -> key.put(column, row.get(column)));
    pipe(change.table(), json(key), envelope(change), headers);
    if (withTombstone && change.op().equals("d")) {
      pipe(change.table(), json(key), null, new RecordHeaders());
    }
  }

  private void pipe(JoinTables table, String key, @Nullable String value, RecordHeaders headers) {
    driver
        .createInputTopic(
            TOPICS.raw(table.id()), new ByteArraySerializer(), new ByteArraySerializer())
        .pipeInput(
            new TestRecord<>(
                key.getBytes(StandardCharsets.UTF_8),
                value == null ? null : value.getBytes(StandardCharsets.UTF_8),
                headers,
                1_000L));
  }

  private static String envelope(Change change) {
    return """
        {"before":%s,"after":%s,"source":{"version":"3.6.1.Final","connector":"mysql","ts_ms":1000,\
        "snapshot":"false","db":"shop","ts_us":1000123,"ts_ns":1000123000,"table":"%s"},\
        "transaction":null,"op":"%s","ts_ms":2000}"""
        .formatted(json(change.before()), json(change.after()), change.table().id(), change.op());
  }

  private static String json(@Nullable Map<String, @Nullable Object> row) {
    if (row == null) {
      return "null";
    }
    List<String> members = new ArrayList<>();
    row.forEach((name, value) -> members.add('"' + name + "\":" + json(value)));
    return "{" + String.join(",", members) + "}";
  }

  private static String json(@Nullable Object value) {
    return value instanceof String text
        ? '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"'
        : String.valueOf(value);
  }

  /** The changes of the entity since the last call. */
  List<TestRecord<String, String>> changes() {
    return output(TOPICS.entity(plan.name()));
  }

  /** The dead letters since the last call. */
  List<TestRecord<String, String>> letters() {
    return output(TOPICS.deadLetters());
  }

  private List<TestRecord<String, String>> output(String topic) {
    return driver
        .createOutputTopic(topic, new StringDeserializer(), new StringDeserializer())
        .readRecordsToList();
  }

  /** Another instance takes over, with all that this one had stored. */
  void restart() {
    Map<String, List<KeyValue<Bytes, byte[]>>> stored = new HashMap<>();
    driver.getAllStateStores().forEach((name, store) -> stored.put(name, content(store)));
    driver.close();
    driver = driver();
    stored.forEach(
        (name, content) -> {
          KeyValueStore<Bytes, byte[]> store = innermost(driver.getAllStateStores().get(name));
          content.forEach(each -> store.put(each.key, each.value));
        });
  }

  private static List<KeyValue<Bytes, byte[]>> content(StateStore store) {
    List<KeyValue<Bytes, byte[]>> content = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> all = innermost(store).all()) {
      all.forEachRemaining(content::add);
    }
    return content;
  }

  /** Beneath caches, which would take what is restored for changes, as restoring itself does. */
  @SuppressWarnings("unchecked") // all stores of the topology are of keys and values
  private static KeyValueStore<Bytes, byte[]> innermost(@Nullable StateStore store) {
    StateStore inner = Objects.requireNonNull(store);
    while (inner instanceof WrappedStateStore<?, ?, ?> wrapped) {
      inner = wrapped.wrapped();
    }
    return (KeyValueStore<Bytes, byte[]>) inner;
  }

  @Override
  public void close() {
    driver.close();
  }
}
