/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform;

import dev.tandem.model.entity.EntityChange;
import dev.tandem.model.entity.EntityName;
import dev.tandem.model.entity.Version;
import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.mapping.Mapping;
import dev.tandem.model.mapping.MappingPlan;
import dev.tandem.transform.RemapTally.Due;
import dev.tandem.wire.EntityRecord;
import dev.tandem.wire.Headers;
import dev.tandem.wire.KafkaConnection;
import dev.tandem.wire.KeyDigest;
import dev.tandem.wire.PipelineTopics;
import dev.tandem.wire.RawRefused;
import dev.tandem.wire.SchemaId;
import dev.tandem.wire.SchemaStore;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Maps an entity's raw topics anew, as far as the transform has come, and compares what comes of it
 * with the entity's topic; when it is told to, it publishes there what differs. Memory is bounded:
 * of very many rows it takes one part of the keys after the other, and reads the topics once for
 * each.
 */
public final class Remap implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Remap.class);

  private final KafkaConnection kafka;
  private final PipelineTopics topics;
  private final MappingPlan plan;
  private final EntityName entity;
  private final long rowsAtOnce;
  private final SchemaStore schemas;
  private final ChangeMapper mapper;
  private final TopicRange range;
  private final Map<SchemaId, EntityRecord> formats = new HashMap<>();
  private final Set<String> placeFields;
  private final RemapListener listener;
  private Map<TopicPartition, Long> mapped = Map.of();
  private Map<TopicPartition, Long> held = Map.of();
  private long read;
  private long toRead;

  /**
   * Connects lazily.
   *
   * @param plan of the file; without patterns
   * @param rowsAtOnce how many rows to compare in one go
   * @param listener is told how it goes
   */
  public Remap(
      KafkaConnection kafka,
      PipelineTopics topics,
      MappingPlan plan,
      EntityName entity,
      long rowsAtOnce,
      RemapListener listener) {
    List<EntityPlan> ofEntity =
        plan.entities().stream().filter(one -> one.name().equals(entity)).toList();
    this.kafka = kafka;
    this.topics = topics;
    this.plan = plan;
    this.entity = entity;
    this.rowsAtOnce = rowsAtOnce;
    this.schemas = new SchemaStore(kafka, topics);
    // A first revision need not delete what it never let in; a later one does.
    this.mapper =
        new ChangeMapper(new MappingPlan(Math.max(1, plan.revision()), ofEntity), schemas);
    this.range = new TopicRange(kafka);
    this.placeFields =
        ofEntity.stream()
            .flatMap(one -> one.locationFields().stream())
            .collect(Collectors.toUnmodifiableSet());
    this.listener = listener;
  }

  /**
   * Compares all rows, and writes nothing.
   *
   * @throws dev.tandem.model.error.TandemException when Kafka does not let it
   */
  public RemapReport preview() throws InterruptedException {
    RemapTally tally = tally();
    int parts = begin();
    for (int part = 0; part < parts; part++) {
      tally.add(states(part, parts));
    }
    return tally.report();
  }

  /**
   * Publishes the rows that differ, as the transform would under this revision: their new versions
   * beat the older images of the same changes, and no newer change (invariants 3 and 4). Cut off,
   * it goes on when it is done again, since what is published differs no longer.
   *
   * <p>The transform must run under the same revision, and what {@link #preview} says must leave
   * nothing in the way.
   *
   * @throws dev.tandem.model.error.TandemException when Kafka does not let it
   */
  public RemapResult apply() throws InterruptedException {
    RemapTally tally = tally();
    int parts = begin();
    long superseded = 0;
    try (RemapPublisher publisher = new RemapPublisher(kafka, topics, entity)) {
      for (int part = 0; part < parts; part++) {
        List<Due> due = tally.add(states(part, parts));
        publish(due, publisher);
        superseded += superseded(due);
      }
      return new RemapResult(tally.report(), publisher.published(), tally.same(), superseded);
    }
  }

  private RemapTally tally() {
    return new RemapTally(plan.revision(), placeFields);
  }

  /**
   * What lies behind the transform it will map itself, so that its lag is no difference.
   *
   * @return in how many parts to take the keys
   */
  private int begin() throws InterruptedException {
    mapped =
        range.until(topics.transformGroup(), mapper.tables().stream().map(topics::raw).toList());
    long records = range.records(mapped);
    int parts = Math.toIntExact(Math.max(1, (records + rowsAtOnce - 1) / rowsAtOnce));
    read = 0;
    toRead = parts * (records + range.records(ends()));
    return parts;
  }

  private Map<TopicPartition, Long> ends() {
    return range.ends(List.of(topics.entity(entity)));
  }

  /** The entity's topic last: what it holds of later changes is told by their versions. */
  private RowStates states(int part, int parts) {
    RowStates states = new RowStates(part, parts);
    range.read(mapped, raw -> map(raw, states));
    held = ends();
    range.read(held, record -> hold(record).ifPresent(states::held));
    return states;
  }

  private void tell() {
    read++;
    listener.compares(Math.min(read, toRead), toRead);
  }

  private void map(ConsumerRecord<byte[], byte[]> raw, RowStates states) {
    tell();
    if (raw.value() == null) {
      return; // a tombstone for compaction
    }
    KeyDigest key = rawKey(raw);
    try {
      for (ChangeMapper.Result result : results(raw)) {
        if (result.mapping() instanceof Mapping.Mapped done) {
          states.mapped(done.change(), key, range.number(raw));
        } else if (result.mapping() instanceof Mapping.Rejected rejected) {
          states.refused(key, rejected.code(), version(raw));
        }
      }
    } catch (RawRefused e) {
      states.refused(key, e.code(), version(raw));
    }
  }

  private static Version version(ConsumerRecord<byte[], byte[]> raw) {
    int generation;
    try {
      generation = RawHeaders.of(raw.headers()).generation();
    } catch (RawRefused e) {
      generation = 0; // no row was ever made of it
    }
    return Version.of(generation, raw.offset(), 0);
  }

  private List<ChangeMapper.Result> results(ConsumerRecord<byte[], byte[]> raw) throws RawRefused {
    return mapper.map(RawHeaders.of(raw.headers()), raw.offset(), raw.value());
  }

  private static KeyDigest rawKey(ConsumerRecord<byte[], byte[]> raw) {
    byte[] topic = raw.topic().getBytes(StandardCharsets.UTF_8);
    byte[] key = raw.key() == null ? new byte[0] : raw.key();
    return KeyDigest.of(
        ByteBuffer.allocate(topic.length + 1 + key.length)
            .put(topic)
            .put((byte) 0)
            .put(key)
            .array());
  }

  private Optional<EntityChange> hold(ConsumerRecord<byte[], byte[]> record) {
    tell();
    Header schema = record.headers().lastHeader(Headers.SCHEMA);
    if (schema == null || schema.value() == null || record.value() == null) {
      return Optional.empty(); // no transform wrote it; the sinks make a dead letter of it
    }
    EntityRecord format =
        formats.computeIfAbsent(
            SchemaId.ofHeader(schema.value()), id -> new EntityRecord(schemas.entity(id)));
    try {
      return Optional.of(format.read(record.value()));
    } catch (RawRefused e) {
      LOG.warn("{} {} is left out: {}", record.topic(), record.offset(), e.code());
      return Optional.empty();
    }
  }

  private void publish(List<Due> due, RemapPublisher publisher) {
    Map<TopicPartition, Set<Long>> offsets = new HashMap<>();
    due.forEach(
        row ->
            offsets
                .computeIfAbsent(range.partition(row.partition()), absent -> new HashSet<>())
                .add(row.version().offset()));
    Map<TopicPartition, Long> starts = new HashMap<>();
    Map<TopicPartition, Long> ends = new HashMap<>();
    offsets.forEach(
        (partition, some) -> {
          starts.put(partition, Collections.min(some));
          ends.put(partition, Collections.max(some) + 1);
        });
    range.read(
        starts,
        ends,
        raw -> {
          TopicPartition partition = new TopicPartition(raw.topic(), raw.partition());
          if (offsets.getOrDefault(partition, Set.of()).contains(raw.offset())) {
            publish(raw, publisher);
          }
        });
    publisher.flush();
  }

  private void publish(ConsumerRecord<byte[], byte[]> raw, RemapPublisher publisher) {
    try {
      for (ChangeMapper.Result result : results(raw)) {
        if (result.mapping() instanceof Mapping.Mapped done && result.mapper() != null) {
          listener.publishes();
          publisher.publish(result.mapper().schema(), done.change());
        }
      }
    } catch (RawRefused e) {
      throw new IllegalStateException("a record that was mapped a moment ago is refused", e);
    }
  }

  /** How many rows have changed since they were looked at. */
  private long superseded(List<Due> due) {
    if (due.isEmpty()) {
      return 0;
    }
    Map<KeyDigest, Version> published = new HashMap<>();
    due.forEach(row -> published.put(row.key(), RemapTally.original(row.version())));
    range.read(
        held,
        ends(),
        record ->
            hold(record)
                .ifPresent(
                    change ->
                        published.computeIfPresent(
                            RowStates.key(change),
                            (key, version) -> isNewer(change, version) ? null : version)));
    return (long) due.size() - published.size();
  }

  private static boolean isNewer(EntityChange change, Version original) {
    return RemapTally.original(change.version()).compareTo(original) > 0;
  }

  @Override
  public void close() {
    range.close();
    schemas.close();
  }
}
