/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform;

import dev.tandem.model.entity.EntityName;
import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.mapping.Mapping;
import dev.tandem.model.mapping.MappingPlan;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Maps an entity's raw topics anew, as far as the transform has come, and compares what comes of it
 * with the entity's topic. Writes nothing. Memory is bounded: of very many rows it takes one part
 * of the keys after the other, and reads the topics once for each.
 */
public final class Remap implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Remap.class);

  private final PipelineTopics topics;
  private final MappingPlan plan;
  private final EntityName entity;
  private final long rowsAtOnce;
  private final SchemaStore schemas;
  private final ChangeMapper mapper;
  private final TopicRange range;
  private final Map<SchemaId, EntityRecord> formats = new HashMap<>();
  private Map<TopicPartition, Long> mapped = Map.of();

  /**
   * Connects lazily.
   *
   * @param plan of the file; without patterns
   * @param rowsAtOnce how many rows to compare in one go
   */
  public Remap(
      KafkaConnection kafka,
      PipelineTopics topics,
      MappingPlan plan,
      EntityName entity,
      long rowsAtOnce) {
    List<EntityPlan> ofEntity =
        plan.entities().stream().filter(one -> one.name().equals(entity)).toList();
    this.topics = topics;
    this.plan = plan;
    this.entity = entity;
    this.rowsAtOnce = rowsAtOnce;
    this.schemas = new SchemaStore(kafka, topics);
    // A first revision need not delete what it never let in; a later one does.
    this.mapper =
        new ChangeMapper(new MappingPlan(Math.max(1, plan.revision()), ofEntity), schemas);
    this.range = new TopicRange(kafka);
  }

  /**
   * Compares all rows, and writes nothing.
   *
   * @throws dev.tandem.model.error.TandemException when Kafka does not let it
   */
  public RemapReport preview() throws InterruptedException {
    RemapTally tally = new RemapTally(plan.revision());
    long records = begin();
    int parts = parts(records);
    for (int part = 0; part < parts; part++) {
      tally.add(states(part, parts));
    }
    return tally.report();
  }

  /** What lies behind the transform it will map itself, so that its lag is no difference. */
  private long begin() throws InterruptedException {
    mapped =
        range.until(topics.transformGroup(), mapper.tables().stream().map(topics::raw).toList());
    return range.records(mapped);
  }

  private int parts(long records) {
    return Math.toIntExact(Math.max(1, (records + rowsAtOnce - 1) / rowsAtOnce));
  }

  /** The entity's topic last: what it holds of later changes is told by their versions. */
  private RowStates states(int part, int parts) {
    RowStates states = new RowStates(part, parts);
    range.read(mapped, raw -> map(raw, states));
    range.read(range.ends(List.of(topics.entity(entity))), record -> hold(record, states));
    return states;
  }

  private void map(ConsumerRecord<byte[], byte[]> raw, RowStates states) {
    if (raw.value() == null) {
      return; // a tombstone for compaction
    }
    KeyDigest key = rawKey(raw);
    try {
      for (ChangeMapper.Result result : results(raw)) {
        if (result.mapping() instanceof Mapping.Mapped done) {
          states.mapped(done.change(), key);
        } else if (result.mapping() instanceof Mapping.Rejected rejected) {
          states.refused(key, rejected.code());
        }
      }
    } catch (RawRefused e) {
      states.refused(key, e.code());
    }
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

  private void hold(ConsumerRecord<byte[], byte[]> record, RowStates states) {
    Header schema = record.headers().lastHeader(Headers.SCHEMA);
    if (schema == null || schema.value() == null || record.value() == null) {
      return; // no transform wrote it; the sinks make a dead letter of it
    }
    EntityRecord format =
        formats.computeIfAbsent(
            SchemaId.ofHeader(schema.value()), id -> new EntityRecord(schemas.entity(id)));
    try {
      states.held(format.read(record.value()));
    } catch (RawRefused e) {
      LOG.warn("{} {} is left out: {}", record.topic(), record.offset(), e.code());
    }
  }

  @Override
  public void close() {
    range.close();
    schemas.close();
  }
}
