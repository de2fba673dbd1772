/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.wiring;

import dev.tandem.model.entity.EntityName;
import dev.tandem.model.error.TandemException;
import dev.tandem.wire.ControlTopic;
import dev.tandem.wire.EntityOrder;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which entities operators have paused. Used by one thread at a time. */
public final class Pauses implements AutoCloseable {
  private final Pipeline pipeline;
  private final ControlTopic.Reader reader;

  /** Connects lazily. */
  public Pauses(Pipeline pipeline) {
    this.pipeline = pipeline;
    this.reader = new ControlTopic.Reader(pipeline.kafka(), pipeline.names());
  }

  /** Those at one target, by the topic of their entity, as they stand now. */
  Map<String, EntityOrder> topics(String target) {
    reader.readOn();
    Map<String, EntityOrder> topics = new HashMap<>();
    for (EntityOrder order : reader.paused()) {
      if (order.target().equals(target)) {
        topics.put(pipeline.names().entity(order.name()), order);
      }
    }
    return topics;
  }

  /** Why an entity is paused at a target now; empty when it is not. */
  public Optional<EntityOrder> of(EntityName entity, String target) {
    return Optional.ofNullable(topics(target).get(pipeline.names().entity(entity)));
  }

  /**
   * Refuses to do what a pause forbids.
   *
   * @throws TandemException when the entity is paused at the target
   */
  public void requireNone(EntityName entity, String target) {
    of(entity, target)
        .ifPresent(
            order -> {
              throw refusal(List.of(order));
            });
  }

  /** One behind the last order of all that there are by now. */
  public long seen() {
    reader.readOn();
    return reader.seen();
  }

  /** That something cannot be done because of pauses. */
  static TandemException refusal(Collection<EntityOrder> paused) {
    return new TandemException(
        WiringCode.PAUSED,
        paused.stream()
                .map(
                    order ->
                        order.entity() + " is paused at " + order.target() + " " + order.line())
                .distinct()
                .sorted()
                .collect(Collectors.joining("; "))
            + ". "
            + WiringCode.PAUSED.remedy());
  }

  @Override
  public void close() {
    reader.close();
  }
}
