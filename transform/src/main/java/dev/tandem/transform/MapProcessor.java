/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform;

import dev.tandem.model.entity.EntityChange;
import dev.tandem.model.entity.EntitySchema;
import dev.tandem.model.fault.FailPoint;
import dev.tandem.model.mapping.EntityMapper;
import dev.tandem.model.mapping.Mapping;
import dev.tandem.wire.DeadLetter;
import dev.tandem.wire.Headers;
import dev.tandem.wire.RawRefused;
import dev.tandem.wire.report.Count;
import dev.tandem.wire.report.ProcessMeter;
import dev.tandem.wire.report.WorkState;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One raw record in; a change for each of its entities out, or a dead letter. */
final class MapProcessor implements Processor<byte[], byte[], byte[], byte[]> {
  private static final Logger LOG = LoggerFactory.getLogger(MapProcessor.class);
  private static final String STAGE = "transform";

  private final ChangeMapper mapper;
  private final ProcessMeter meter;
  private final Clock clock;
  private final Map<EntitySchema, EntityFormat> published = new HashMap<>();
  private final Warnings warnings = new Warnings();
  private @Nullable ProcessorContext<byte[], byte[]> context;

  MapProcessor(ChangeMapper mapper, ProcessMeter meter, Clock clock) {
    this.mapper = mapper;
    this.meter = meter;
    this.clock = clock;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    this.context = context;
  }

  @Override
  public void process(Record<byte[], byte[]> raw) {
    byte @Nullable [] value = raw.value();
    if (value == null) {
      return; // a tombstone for compaction: another producer may add one after a delete
    }
    try {
      results(raw, value).forEach(result -> publish(result, raw));
      meter.works(WorkState.STREAMING);
    } catch (RawRefused e) {
      meter.add(Count.REJECTED, 1);
      park(raw, "", e.code(), e.column(), e.reason());
    }
    FailPoint.hit("transform.after-publish");
  }

  private List<ChangeMapper.Result> results(Record<byte[], byte[]> raw, byte[] value)
      throws RawRefused {
    return mapper.map(RawHeaders.of(raw.headers()), metadata().offset(), value);
  }

  private void publish(ChangeMapper.Result result, Record<byte[], byte[]> raw) {
    String entity = result.entity().name().toString();
    meter.subject(entity).add(kind(result.mapping()), 1);
    if (result.mapping() instanceof Mapping.Rejected rejected) {
      park(raw, entity, rejected.code(), rejected.field(), rejected.reason());
    } else if (result.mapping() instanceof Mapping.Mapped mapped && result.mapper() != null) {
      mapped.warnings().forEach(rule -> warnings.broken(entity, rule));
      forward(entity, record(result.mapper(), mapped.change(), raw));
    }
  }

  private static Count kind(Mapping mapping) {
    if (mapping instanceof Mapping.Rejected) {
      return Count.REJECTED;
    }
    return mapping instanceof Mapping.Mapped ? Count.MAPPED : Count.IGNORED;
  }

  private Record<byte[], byte[]> record(
      EntityMapper mapper, EntityChange change, Record<byte[], byte[]> raw) {
    long timestamp = raw.timestamp();
    EntityFormat format =
        published.computeIfAbsent(mapper.schema(), schema -> publish(schema, timestamp));
    RecordHeaders headers = format.headers();
    Header request = raw.headers().lastHeader(Headers.REQUEST);
    if (request != null) {
      headers.add(request); // a dead letter of it is told to who asked
    }
    return new Record<>(EntityFormat.key(change), format.value(change), timestamp, headers);
  }

  /**
   * A schema is published before the first record that names it; a sink that is faster waits for
   * it.
   */
  private EntityFormat publish(EntitySchema schema, long timestamp) {
    EntityFormat format = EntityFormat.of(schema);
    forward(
        TransformTopology.SCHEMAS,
        new Record<>(format.schemaKey(), format.schema().value(), timestamp));
    return format;
  }

  private void park(
      Record<byte[], byte[]> raw, String entity, String code, String field, String reason) {
    RecordMetadata at = metadata();
    DeadLetter letter =
        new DeadLetter(
            STAGE,
            code,
            reason,
            entity,
            field,
            mapper.revision(),
            clock.millis(),
            DeadLetter.Origin.of(
                at.topic(), at.partition(), at.offset(), raw.key(), raw.value(), raw.headers()));
    LOG.warn("dead letter {}: {} {} {}", letter.key(), code, field, reason);
    byte[] key = letter.key().getBytes(StandardCharsets.UTF_8);
    forward(TransformTopology.DEAD_LETTERS, new Record<>(key, letter.toJson(), raw.timestamp()));
  }

  private void forward(String child, Record<byte[], byte[]> record) {
    started().forward(record, child);
  }

  private RecordMetadata metadata() {
    return started()
        .recordMetadata()
        .orElseThrow(() -> new IllegalStateException("a record without a position"));
  }

  private ProcessorContext<byte[], byte[]> started() {
    if (context == null) {
      throw new IllegalStateException("not initialised");
    }
    return context;
  }
}
