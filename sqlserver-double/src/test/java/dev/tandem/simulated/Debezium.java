/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.format.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The real connector in this JVM, and what it has told so far. */
final class Debezium implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<Event> events = Collections.synchronizedList(new ArrayList<>());
  private final DebeziumEngine<ChangeEvent<String, String>> engine;
  private final Thread thread;
  private volatile @Nullable String failure;
  private volatile boolean ended;
  private volatile boolean streaming;
  private boolean closed;

  /** A change as JSON; a value of null is a tombstone. */
  record Event(String topic, @Nullable JsonNode key, @Nullable JsonNode value, JsonNode schema) {
    /** With its schema, where the converter tells it. */
    static Event of(ChangeEvent<String, String> told) {
      JsonNode key = parsed(told.key());
      JsonNode whole = parsed(told.value());
      return whole != null && whole.has("payload")
          ? new Event(told.destination(), key, whole.get("payload"), whole.path("schema"))
          : new Event(told.destination(), key, whole, JSON.nullNode());
    }

    String op() {
      return value == null ? "tombstone" : value.path("op").asText();
    }

    JsonNode after() {
      return value == null ? JSON.nullNode() : value.path("after");
    }

    JsonNode before() {
      return value == null ? JSON.nullNode() : value.path("before");
    }

    JsonNode source() {
      return value == null ? JSON.nullNode() : value.path("source");
    }
  }

  private Debezium(Properties settings) {
    engine =
        DebeziumEngine.create(Json.class)
            .using(settings)
            .using(
                (success, message, error) -> {
                  failure = success ? null : message;
                  ended = true;
                })
            .using(
                new DebeziumEngine.ConnectorCallback() {
                  @Override
                  public void pollingStarted() {
                    streaming = true;
                  }
                })
            .notifying(this::collect)
            .build();
    thread = new Thread(engine, "debezium");
    thread.start();
  }

  /** Begins where the last one on the same folder has ended. */
  static Debezium start(
      SqlServerDouble server, Path folder, String databases, Map<String, String> more) {
    Properties settings = new Properties();
    settings.putAll(
        Map.of(
            "name",
            "test",
            "connector.class",
            "io.debezium.connector.sqlserver.SqlServerConnector",
            "retriable.restart.connector.wait.ms",
            "50",
            "topic.prefix",
            "p",
            "database.hostname",
            server.host(),
            "database.port",
            Integer.toString(server.port()),
            "database.user",
            server.user(),
            "database.password",
            server.password(),
            "database.names",
            databases,
            "driver.encrypt",
            "false"));
    settings.putAll(
        Map.of(
            "offset.storage", "org.apache.kafka.connect.storage.FileOffsetBackingStore",
            "offset.storage.file.filename", folder.resolve("offsets").toString(),
            "offset.flush.interval.ms", "0",
            "schema.history.internal", "io.debezium.storage.file.history.FileSchemaHistory",
            "schema.history.internal.file.filename", folder.resolve("history").toString(),
            "poll.interval.ms", "20",
            "snapshot.isolation.mode", "read_committed",
            "time.precision.mode", "isostring",
            "key.converter.schemas.enable", "false",
            "value.converter.schemas.enable", "false"));
    settings.putAll(more);
    return new Debezium(settings);
  }

  private void collect(
      List<ChangeEvent<String, String>> batch,
      DebeziumEngine.RecordCommitter<ChangeEvent<String, String>> committer) {
    try {
      for (ChangeEvent<String, String> event : batch) {
        events.add(Event.of(event));
        committer.markProcessed(event);
      }
      committer.markBatchFinished();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static @Nullable JsonNode parsed(@Nullable String json) {
    try {
      return json == null ? null : JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Everything so far. */
  List<Event> events() {
    synchronized (events) {
      return List.copyOf(events);
    }
  }

  /** The changes of rows, without tombstones and what the connector tells of itself. */
  List<Event> changes() {
    List<Event> changes = new ArrayList<>();
    for (Event event : events()) {
      if (List.of("r", "c", "u", "d").contains(event.op())) {
        changes.add(event);
      }
    }
    return changes;
  }

  /** Waits until there are so many changes, and returns them. */
  List<Event> awaitChanges(int count) {
    awaitThat(all -> changes().size() >= count);
    assertThat(changes()).hasSize(count);
    return changes();
  }

  void awaitThat(Predicate<List<Event>> condition) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> ended || condition.test(events()));
    assertThat(condition.test(events())).as("ended: %s; events: %s", failure, events()).isTrue();
  }

  /** Waits until the connector has given up, and returns why. */
  String awaitFailure() {
    await().atMost(PATIENCE).until(() -> ended);
    return String.valueOf(failure);
  }

  boolean streaming() {
    return streaming;
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      if (!ended) {
        engine.close();
      }
      thread.join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
