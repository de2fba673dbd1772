/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire;

import dev.tandem.model.entity.EntityName;
import dev.tandem.model.error.TandemException;
import dev.tandem.model.source.TableId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Makes the pipeline's topics where they are missing; every process makes those that it writes. */
public final class Topics implements AutoCloseable {
  /**
   * Bytes, the most that a record may have in any topic of the pipeline, and so in a request of
   * whoever writes them. Rows can be large, and a dead letter holds one as a string inside JSON.
   */
  public static final int LARGEST_RECORD = 24 << 20;

  private static final int TIMEOUT_MS = 30_000;
  private static final int ID_TIMEOUT_MS = 5_000;
  private static final String FOREVER = "-1";
  private static final String REQUESTS_MS = Long.toString(Duration.ofDays(7).toMillis());
  private static final Duration STATUS_KEPT = Duration.ofDays(7);
  private static final Duration STATUS_SEGMENT = Duration.ofMinutes(10);
  private static final Duration VISIBLE = Duration.ofSeconds(30);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  private static final Map<String, String> LARGE_RECORDS =
      Map.of("max.message.bytes", Integer.toString(LARGEST_RECORD));

  private final String where;
  private final Admin admin;
  private final PipelineTopics names;
  private final TopicSettings settings;

  /** Connects lazily: nothing is asked of Kafka before the first call. */
  public Topics(KafkaConnection kafka, PipelineTopics names, TopicSettings settings) {
    this.where = "Kafka at " + kafka.properties().get("bootstrap.servers") + ": ";
    this.admin = admin(kafka);
    this.names = names;
    this.settings = settings;
  }

  private Admin admin(KafkaConnection kafka) {
    try {
      return Admin.create(
          kafka.with(Map.of(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MS)));
    } catch (KafkaException e) {
      throw KafkaRefusal.ofSettings(e, where);
    }
  }

  /**
   * Makes the topics for the raw changes of tables.
   *
   * @param ordered the tables whose changes must be applied in the very order of the source, across
   *     all their rows: their topics get one partition
   */
  public void ensureRaw(Collection<TableId> tables, Set<TableId> ordered) {
    ensure(
        tables.stream()
            .map(
                table ->
                    changes(names.raw(table), ordered.contains(table) ? 1 : settings.partitions()))
            .toList());
  }

  /**
   * Makes the topics of entities, each with as many partitions as the raw topic of its table. Of
   * several tables the one with the fewest counts, since its changes must not get out of order.
   */
  public void ensureEntities(Map<EntityName, List<TableId>> entities) {
    Map<String, TopicDescription> raw =
        describe(
            entities.values().stream().flatMap(List::stream).map(names::raw).distinct().toList());
    List<NewTopic> topics = new ArrayList<>();
    entities.forEach(
        (entity, tables) -> {
          int partitions =
              tables.stream()
                  .map(table -> raw.get(names.raw(table)))
                  .filter(Objects::nonNull)
                  .mapToInt(origin -> origin.partitions().size())
                  .min()
                  .orElse(settings.partitions());
          topics.add(changes(names.entity(entity), partitions));
        });
    ensure(topics);
  }

  /** Makes the topics that belong to the pipeline as a whole. */
  public void ensureCommon() {
    ensure(
        List.of(
            compacted(names.schemas()),
            compacted(names.offsets()),
            compacted(names.control()),
            topic(names.deadLetters(), 1, Map.of("retention.ms", retentionMs())),
            topic(names.requests(), 1, Map.of("retention.ms", REQUESTS_MS)),
            topic(names.audit(), 1, Map.of("retention.ms", FOREVER)),
            topic(names.schemaHistory(), 1, Map.of("retention.ms", FOREVER)),
            status()));
  }

  /** Of many small records only the last of each process counts, and those soon. */
  private NewTopic status() {
    return topic(
        names.status(),
        1,
        Map.of(
            "cleanup.policy",
            "compact,delete",
            "retention.ms",
            Long.toString(STATUS_KEPT.toMillis()),
            "segment.ms",
            Long.toString(STATUS_SEGMENT.toMillis())));
  }

  private NewTopic changes(String name, int partitions) {
    return topic(name, partitions, Map.of("retention.ms", retentionMs()));
  }

  private NewTopic compacted(String name) {
    return topic(name, 1, Map.of("cleanup.policy", "compact"));
  }

  private String retentionMs() {
    return Long.toString(settings.retention().toMillis());
  }

  private NewTopic topic(String name, int partitions, Map<String, String> config) {
    Map<String, String> all = new HashMap<>(LARGE_RECORDS);
    all.put("cleanup.policy", "delete");
    all.putAll(config);
    return new NewTopic(name, partitions, settings.replication()).configs(all);
  }

  private void ensure(List<NewTopic> topics) {
    Map<String, TopicDescription> existing = describe(topics.stream().map(NewTopic::name).toList());
    List<NewTopic> missing =
        topics.stream().filter(topic -> !existing.containsKey(topic.name())).toList();
    var results = admin.createTopics(missing).values();
    results.forEach(
        (name, created) -> {
          try {
            await(created, where + "topic " + name + " could not be created");
          } catch (TandemException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
              throw e;
            }
          }
        });
    awaitVisible(missing.stream().map(NewTopic::name).toList());
  }

  /** A broker learns of a topic a moment after the controller has made it. */
  private void awaitVisible(List<String> made) {
    long deadline = System.nanoTime() + VISIBLE.toNanos();
    while (!made.isEmpty() && describe(made).size() < made.size()) {
      if (System.nanoTime() > deadline) {
        throw new TandemException(
            WireCode.TOPIC_MISSING,
            where
                + "some of the topics "
                + made
                + " cannot be seen "
                + VISIBLE.toSeconds()
                + " s after they were made. "
                + WireCode.TOPIC_MISSING.remedy());
      }
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
    }
  }

  /** Identity and partitions of those topics that exist, by name. */
  public Map<String, TopicDescription> describe(Collection<String> topics) {
    Map<String, TopicDescription> descriptions = new HashMap<>();
    admin
        .describeTopics(new ArrayList<>(topics))
        .topicNameValues()
        .forEach(
            (name, description) -> {
              try {
                descriptions.put(
                    name, await(description, where + "topic " + name + " could not be read"));
              } catch (TandemException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                  throw e;
                }
              }
            });
    return descriptions;
  }

  /**
   * The identity of a topic, which one made anew under its name does not share. Answers within
   * seconds.
   *
   * @throws RetriableException when Kafka does not tell now, or has no such topic now
   * @throws TandemException when it never will
   */
  public String id(String topic) {
    KafkaFuture<TopicDescription> described =
        admin
            .describeTopics(List.of(topic), new DescribeTopicsOptions().timeoutMs(ID_TIMEOUT_MS))
            .topicNameValues()
            .get(topic);
    try {
      return await(
              Objects.requireNonNull(described), where + "topic " + topic + " could not be read")
          .topicId()
          .toString();
    } catch (TandemException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        throw new UnknownTopicOrPartitionException(where + "there is no topic " + topic, e);
      }
      throw e.getCause() instanceof RetriableException again ? again : e;
    }
  }

  /** The identity of the Kafka cluster, which another at its address does not share. */
  public String clusterId() {
    return await(admin.describeCluster().clusterId(), where + "its identity could not be read");
  }

  private static <T> T await(KafkaFuture<T> future, String what) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw failure(e.getCause() == null ? e : e.getCause(), what);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new org.apache.kafka.common.errors.InterruptException(e);
    }
  }

  /** Tells a user what a failed call to Kafka means. */
  public static TandemException failure(Throwable cause, String what) {
    Optional<TandemException> refused = KafkaRefusal.of(cause, what);
    if (refused.isPresent()) {
      return refused.get();
    }
    WireCode code;
    if (cause instanceof org.apache.kafka.common.errors.TimeoutException) {
      code = WireCode.UNREACHABLE;
    } else if (cause instanceof RecordTooLargeException) {
      code = WireCode.TOO_LARGE;
    } else {
      code = WireCode.TOPIC_MISSING;
    }
    String detail = cause instanceof KafkaException ? cause.getMessage() : cause.toString();
    return new TandemException(code, what + " (" + detail + "). " + code.remedy(), cause);
  }

  @Override
  public void close() {
    admin.close();
  }
}
