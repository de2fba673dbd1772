/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform.cascade;

import dev.tandem.model.source.ForeignKey;
import dev.tandem.wire.PipelineTopics;
import dev.tandem.wire.RequestsTopic;
import dev.tandem.wire.RereadRequest;
import java.time.Duration;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.BytesSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows the children of all parents, and asks capture for those whose parent has gone, and for all
 * of a parent that has got other values. Parents and children come in any order. An entry goes only
 * when a record of the child itself says so: one too many costs a look at the source, one too few a
 * row that stays at the targets for ever.
 */
final class LookupProcessor implements Processor<byte[], byte[], byte[], byte[]> {
  static final String CHILDREN = "children";
  static final String ENDS = "ends";

  private static final Logger LOG = LoggerFactory.getLogger(LookupProcessor.class);

  /** Far longer than the records of a parent and of its child can be read apart from each other. */
  private static final Duration ENDS_KEPT = Duration.ofDays(3);

  private static final Duration PRUNED = Duration.ofHours(1);

  private final CascadePlan plan;
  private final PipelineTopics topics;
  private @Nullable Started started;

  LookupProcessor(CascadePlan plan, PipelineTopics topics) {
    this.plan = plan;
    this.topics = topics;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    Started now =
        new Started(context, context.getStateStore(CHILDREN), context.getStateStore(ENDS));
    context.schedule(PRUNED, PunctuationType.WALL_CLOCK_TIME, now::prune);
    started = now;
  }

  @Override
  public void process(Record<byte[], byte[]> told) {
    if (started == null) {
      throw new IllegalStateException("not initialised");
    }
    started.take(told.key(), Told.read(told.value(), Told.class), told.timestamp());
  }

  private final class Started {
    private final ProcessorContext<byte[], byte[]> context;
    private final KeyValueStore<Bytes, byte[]> children;
    private final KeyValueStore<Bytes, byte[]> ends;

    Started(
        ProcessorContext<byte[], byte[]> context,
        KeyValueStore<Bytes, byte[]> children,
        KeyValueStore<Bytes, byte[]> ends) {
      this.context = context;
      this.children = children;
      this.ends = ends;
    }

    /**
     * Takes in what is told.
     *
     * @param time when capture published it, in milliseconds since 1970
     */
    void take(byte[] values, Told told, long time) {
      if (told instanceof Told.Present child) {
        Bytes key = StoreKeys.child(values, child.id());
        boolean isThereAgain = child.created() && children.get(key) != null;
        children.put(key, child.bytes());
        if (isThereAgain) { // so it was deleted untold, and its own children with it
          lookUp(values, child, new End(child.time(), time, time, true, false));
        } else {
          lookUpLate(values, child);
        }
      } else if (told instanceof Told.Left child) {
        children.delete(StoreKeys.child(values, child.id()));
      } else if (told instanceof Told.Gone parent) {
        End end = End.of(parent, context.currentSystemTimeMs()).and(end(values));
        ends.put(Bytes.wrap(values), Told.json(end));
        lookUpAll(values, end);
      } else if (told instanceof Told.Came came) {
        send(Asked.allOf(key(values), came, context.currentSystemTimeMs()));
      }
    }

    private @Nullable End end(byte[] values) {
      byte[] known = ends.get(Bytes.wrap(values));
      return known == null ? null : Told.read(known, End.class);
    }

    /** Its record was read after that of its parent's end. */
    private void lookUpLate(byte[] values, Told.Present child) {
      End end = end(values);
      if (end != null && !end.isBefore(child)) {
        lookUp(values, child, end);
      }
    }

    private void lookUp(byte[] values, Told.Present child, End end) {
      Asked asked = asked(values, end);
      asked.add(child);
      asked.finish();
    }

    private void lookUpAll(byte[] values, End end) {
      Asked asked = asked(values, end);
      try (KeyValueIterator<Bytes, byte[]> all =
          children.prefixScan(Bytes.wrap(values), new BytesSerializer())) {
        while (all.hasNext()) {
          Told.Present child = Told.read(all.next().value, Told.Present.class);
          if (!end.isBefore(child)) {
            asked.add(child);
          }
        }
      }
      int rows = asked.finish();
      if (rows > 0) {
        ForeignKey key = key(values);
        LOG.debug(
            "{} rows of {} are looked up: their parent in {} has gone",
            rows,
            key.child(),
            key.parent());
      }
    }

    private Asked asked(byte[] values, End end) {
      return new Asked(key(values), end, context.currentSystemTimeMs(), this::send);
    }

    private ForeignKey key(byte[] values) {
      return plan.keys().get(StoreKeys.foreignKey(values));
    }

    private void send(RereadRequest request) {
      ProducerRecord<byte[], byte[]> record = RequestsTopic.record(topics, request);
      context.forward(new Record<>(record.key(), record.value(), request.atMillis()));
    }

    private void prune(long now) {
      try (KeyValueIterator<Bytes, byte[]> all = ends.all()) {
        while (all.hasNext()) {
          KeyValue<Bytes, byte[]> one = all.next();
          if (Told.read(one.value, End.class).seen() < now - ENDS_KEPT.toMillis()) {
            ends.delete(one.key);
          }
        }
      }
    }
  }
}
