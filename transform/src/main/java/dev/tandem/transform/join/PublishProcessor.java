/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform.join;

import dev.tandem.model.entity.EntitySchema;
import dev.tandem.model.fault.FailPoint;
import dev.tandem.model.mapping.Mapping;
import dev.tandem.transform.EntityFormat;
import dev.tandem.transform.Warnings;
import dev.tandem.wire.DeadLetter;
import dev.tandem.wire.Headers;
import dev.tandem.wire.report.Count;
import dev.tandem.wire.report.ProcessMeter;
import dev.tandem.wire.report.WorkState;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Joined rows in, changes of the entity or dead letters out. It knows what it made of each row
 * last, so that it tells what a row has left, and nothing twice.
 */
final class PublishProcessor extends ContextualProcessor<String, byte[], byte[], byte[]> {
  private static final Logger LOG = LoggerFactory.getLogger(PublishProcessor.class);
  private static final long MICROS_PER_MILLI = 1_000;

  private final JoinedMapper mapper;
  private final String entity;
  private final String rawTopic;
  private final int revision;
  private final ProcessMeter meter;
  private final Clock clock;
  private final Map<EntitySchema, EntityFormat> formats = new HashMap<>();
  private final Warnings warnings = new Warnings();
  private @Nullable KeyValueStore<String, byte[]> published;

  PublishProcessor(WideRows rows, String rawTopic, int revision, ProcessMeter meter, Clock clock) {
    this.mapper = new JoinedMapper(rows, revision);
    this.entity = rows.plan().name().toString();
    this.rawTopic = rawTopic;
    this.revision = revision;
    this.meter = meter;
    this.clock = clock;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    super.init(context);
    published = context.getStateStore(JoinTopology.PUBLISHED);
  }

  @Override
  public void process(Record<String, byte[]> joined) {
    KeyValueStore<String, byte[]> store = Objects.requireNonNull(published);
    Published last = Published.read(store.get(joined.key()));
    byte[] now = joined.value();
    if (now == null || !Arrays.equals(now, last.last())) {
      mapper
          .map(last, now, joined.timestamp() * MICROS_PER_MILLI)
          .ifPresent(
              result -> {
                result.steps().forEach(step -> carryOut(step, joined.timestamp()));
                store.put(joined.key(), result.next().toBytes());
              });
    }
    meter.works(WorkState.STREAMING);
    FailPoint.hit("transform.after-join");
  }

  private void carryOut(JoinedMapper.Step step, long timestamp) {
    if (step.mapping() instanceof Mapping.Rejected rejected) {
      meter.subject(entity).add(Count.REJECTED, 1);
      park(step.base(), rejected, timestamp);
    } else if (step.mapping() instanceof Mapping.Mapped mapped && step.mapper() != null) {
      meter.subject(entity).add(Count.MAPPED, 1);
      mapped.warnings().forEach(rule -> warnings.broken(entity, rule));
      EntityFormat format =
          formats.computeIfAbsent(step.mapper().schema(), schema -> publish(schema, timestamp));
      RecordHeaders headers = format.headers();
      headers.add(Headers.JOINED, step.base().place().header());
      byte[] request = step.base().request();
      if (request != null && step.isOwnChange()) {
        headers.add(Headers.REQUEST, request);
      }
      forward(
          JoinTopology.ENTITY,
          new Record<>(
              EntityFormat.key(mapped.change()),
              format.value(mapped.change()),
              timestamp,
              headers));
    } else {
      meter.subject(entity).add(Count.IGNORED, 1);
    }
  }

  /**
   * A schema is published before the first record that names it; a sink that is faster waits for
   * it.
   */
  private EntityFormat publish(EntitySchema schema, long timestamp) {
    EntityFormat format = EntityFormat.of(schema);
    forward(
        JoinTopology.SCHEMAS, new Record<>(format.schemaKey(), format.schema().value(), timestamp));
    return format;
  }

  private void park(BaseRow base, Mapping.Rejected rejected, long timestamp) {
    RecordHeaders headers = new RecordHeaders();
    headers.add(Headers.SCHEMA, base.image().schema().header());
    headers.add(
        Headers.GENERATION,
        Integer.toString(base.generation()).getBytes(StandardCharsets.US_ASCII));
    byte[] request = base.request();
    if (request != null) {
      headers.add(Headers.REQUEST, request);
    }
    DeadLetter letter =
        new DeadLetter(
            "transform",
            rejected.code(),
            rejected.reason(),
            entity,
            rejected.field(),
            revision,
            clock.millis(),
            DeadLetter.Origin.of(
                rawTopic, base.partition(), base.offset(), base.key(), null, headers));
    LOG.warn(
        "dead letter {}: {} {} {}",
        letter.key(),
        rejected.code(),
        rejected.field(),
        rejected.reason());
    byte[] key = letter.key().getBytes(StandardCharsets.UTF_8);
    forward(JoinTopology.DEAD_LETTERS, new Record<>(key, letter.toJson(), timestamp));
  }

  private void forward(String child, Record<byte[], byte[]> record) {
    context().forward(record, child);
  }
}
