/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire;

import dev.tandem.model.entity.EntitySchema;
import dev.tandem.model.error.TandemException;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.TableId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * The schemas topic, read on as far as it takes to find an id: schemas are published before, or in
 * the same transaction as, the first record that names them, so a known record's schema is there or
 * on its way. Safe for several threads.
 */
public final class SchemaStore implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration ANSWER = Duration.ofSeconds(2);

  private final Consumer<String, byte[]> consumer;
  private final TopicPartition partition;
  private final Duration patience;
  private final Map<String, byte[]> records = new LinkedHashMap<>(); // in the order they came
  private final Map<SchemaId, SourceTable> tables = new HashMap<>();
  private final Map<SchemaId, EntitySchema> entities = new HashMap<>();

  /**
   * A store that waits for a schema for at most a minute in which Kafka answers; for Kafka it waits
   * as long as it takes.
   */
  public SchemaStore(KafkaConnection kafka, PipelineTopics topics) {
    this(consumer(kafka), topics, Duration.ofMinutes(1));
  }

  /**
   * A store that reads with a consumer of the caller's, which it closes.
   *
   * @param consumer reads committed records only
   */
  public SchemaStore(Consumer<String, byte[]> consumer, PipelineTopics topics, Duration patience) {
    this.consumer = consumer;
    this.patience = patience;
    this.partition = new TopicPartition(topics.schemas(), 0);
    consumer.assign(List.of(partition));
    consumer.seekToBeginning(List.of(partition));
  }

  private static Consumer<String, byte[]> consumer(KafkaConnection kafka) {
    return new KafkaConsumer<>(
        kafka.reading(Map.of(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest")),
        new StringDeserializer(),
        new ByteArrayDeserializer());
  }

  /**
   * The source table of an id.
   *
   * @throws TandemException when the topic does not hold it
   */
  public synchronized SourceTable table(SchemaId id) {
    SourceTable known = tables.get(id);
    if (known == null) {
      known = parse(SchemaRecord.SOURCE + id, SchemaRecord::readTable);
      tables.put(id, known);
    }
    return known;
  }

  /**
   * How the table of an id looked before, oldest first.
   *
   * @throws TandemException when the topic does not hold the id
   */
  public synchronized List<SourceTable> earlier(SchemaId id) {
    SourceTable now = table(id);
    List<SourceTable> earlier = new ArrayList<>();
    for (String key : records.keySet()) {
      if (key.equals(SchemaRecord.SOURCE + id)) {
        break;
      } else if (key.startsWith(SchemaRecord.SOURCE)) {
        SourceTable table = parse(key, SchemaRecord::readTable);
        if (table.id().equals(now.id())) {
          earlier.add(table);
        }
      }
    }
    return earlier;
  }

  /** The last state of a table that is known by now, if any is. */
  public synchronized Optional<SourceTable> latest(TableId table) {
    long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
    while (consumer.position(partition) < end) {
      read();
    }
    SourceTable latest = null;
    for (String key : records.keySet()) {
      if (key.startsWith(SchemaRecord.SOURCE)) {
        SourceTable known = table(new SchemaId(key.substring(SchemaRecord.SOURCE.length())));
        latest = known.id().equals(table) ? known : latest;
      }
    }
    return Optional.ofNullable(latest);
  }

  /**
   * The entity schema of an id.
   *
   * @throws TandemException when the topic does not hold it
   */
  public synchronized EntitySchema entity(SchemaId id) {
    EntitySchema known = entities.get(id);
    if (known == null) {
      known = parse(SchemaRecord.ENTITY + id, SchemaRecord::readEntity);
      entities.put(id, known);
    }
    return known;
  }

  private <T> T parse(String key, Parser<T> parser) {
    try {
      return parser.parse(await(key));
    } catch (IOException e) {
      throw new UncheckedIOException("the schemas topic holds no readable schema at " + key, e);
    }
  }

  private byte[] await(String key) {
    long waited = 0;
    byte @Nullable [] value = records.get(key);
    while (value == null) {
      long since = System.nanoTime();
      boolean answered = read() || isAnswered();
      waited += answered ? System.nanoTime() - since : 0;
      value = records.get(key);
      if (value == null && waited > patience.toNanos()) {
        throw new TandemException(
            WireCode.SCHEMA_UNKNOWN,
            "the schemas topic does not hold " + key + ". " + WireCode.SCHEMA_UNKNOWN.remedy());
      }
    }
    return value;
  }

  /** Reads on; returns whether there was anything. */
  private boolean read() {
    ConsumerRecords<String, byte[]> polled = consumer.poll(POLL);
    polled.forEach(read -> records.put(read.key(), read.value()));
    return !polled.isEmpty();
  }

  /** A poll that brings nothing says nothing while the broker is away, unlike this. */
  private boolean isAnswered() {
    try {
      consumer.beginningOffsets(List.of(partition), ANSWER);
      return true;
    } catch (TimeoutException e) {
      return isTopicGone();
    }
  }

  private boolean isTopicGone() {
    try {
      return !consumer.listTopics(ANSWER).containsKey(partition.topic());
    } catch (TimeoutException e) {
      return false;
    }
  }

  /** Lets go of whoever waits for a schema; safe from any thread. */
  public void wakeup() {
    consumer.wakeup();
  }

  @Override
  public void close() {
    wakeup();
    synchronized (this) {
      consumer.close();
    }
  }

  private interface Parser<T> {
    T parse(byte[] value) throws IOException;
  }
}
