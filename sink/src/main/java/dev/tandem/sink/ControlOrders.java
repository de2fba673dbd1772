/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sink;

import dev.tandem.wire.ControlTopic;
import dev.tandem.wire.EntityOrder;
import dev.tandem.wire.KafkaConnection;
import dev.tandem.wire.PipelineTopics;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Orders out of the pipeline's topic of them, for one sink. */
final class ControlOrders implements Orders {
  private static final Logger LOG = LoggerFactory.getLogger(ControlOrders.class);
  private static final long INTERVAL_NANOS = 250_000_000;

  private final String sink;
  private final PipelineTopics topics;
  private final ControlTopic.Reader reader;
  private long lookedAt = System.nanoTime();

  ControlOrders(String sink, KafkaConnection kafka, PipelineTopics topics) {
    this.sink = sink;
    this.topics = topics;
    this.reader = new ControlTopic.Reader(kafka, topics);
  }

  /** Whoever begins has nothing to begin anew. */
  @Override
  public void begin() {
    reader.readOn();
    reader.restarts();
  }

  @Override
  public void look() {
    if (System.nanoTime() - lookedAt < INTERVAL_NANOS) {
      return;
    }
    lookedAt = System.nanoTime();
    try {
      reader.glance();
    } catch (RetriableException e) {
      LOG.debug("{} could not look for orders, and tries again", sink, e);
    }
  }

  @Override
  public Map<String, EntityOrder> paused() {
    return reader.paused().stream()
        .filter(this::isMine)
        .collect(Collectors.toMap(order -> topics.entity(order.name()), order -> order));
  }

  @Override
  public List<String> restarts() {
    return reader.restarts().stream()
        .filter(this::isMine)
        .map(order -> topics.entity(order.name()))
        .toList();
  }

  private boolean isMine(EntityOrder order) {
    return sink.equals("sink-" + order.target());
  }

  @Override
  public long seen() {
    return reader.seen();
  }

  @Override
  public void close() {
    reader.close();
  }
}
