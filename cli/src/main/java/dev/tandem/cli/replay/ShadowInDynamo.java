/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.replay;

import dev.tandem.cli.wiring.Pipeline;
import dev.tandem.dynamo.DynamoShadow;
import dev.tandem.model.entity.EntityName;
import dev.tandem.model.error.TandemException;
import dev.tandem.model.target.ShadowReport;
import dev.tandem.model.target.TargetWriter;
import dev.tandem.sink.SinkCode;
import dev.tandem.wire.GroupPositions;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * DynamoDB has neither a snapshot of two tables nor names that change: the entity is paused while
 * they are compared, and there is no swap.
 */
record ShadowInDynamo(Pipeline pipeline, EntityName entity, DynamoShadow shadow) implements Shadow {

  @Override
  public String name() {
    return shadow.name();
  }

  @Override
  public TargetWriter writer() {
    return shadow.writer();
  }

  @Override
  public boolean begin(boolean anew) {
    return shadow.begin(anew);
  }

  @Override
  public Map<Integer, Long> positions() throws InterruptedException {
    String topic = pipeline.names().entity(entity);
    Map<Integer, Long> positions = new HashMap<>();
    try (GroupPositions groups = new GroupPositions(pipeline.kafka())) {
      groups
          .committed(pipeline.names().sinkGroup(Target.DYNAMO.toString()))
          .forEach(
              (partition, offset) -> {
                if (partition.topic().equals(topic)) {
                  positions.put(partition.partition(), offset);
                }
              });
    }
    if (positions.isEmpty()) {
      throw new TandemException(
          SinkCode.REPLAY_RANGE,
          "sink-dynamo has not begun with " + topic + ": start it, and wait until it has.");
    }
    return positions;
  }

  @Override
  public ShadowReport compare(Consumer<Map<Integer, Long>> catchUp) throws InterruptedException {
    try (Standstill still = Standstill.of(pipeline, entity, Target.DYNAMO, name())) {
      catchUp.accept(positions());
      return shadow.compare();
    }
  }

  @Override
  public String swap(Consumer<Map<Integer, Long>> catchUp) {
    throw new UnsupportedOperationException("the command refuses it");
  }
}
