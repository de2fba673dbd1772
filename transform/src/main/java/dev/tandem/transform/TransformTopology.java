/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform;

import dev.tandem.model.entity.EntityName;
import dev.tandem.model.mapping.MappingPlan;
import dev.tandem.wire.PipelineTopics;
import dev.tandem.wire.SchemaStore;
import dev.tandem.wire.report.ProcessMeter;
import java.time.Clock;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;

/**
 * Raw topics → map → one sink for each entity, one for schemas, one for dead letters.
 *
 * <p>Expressions and rules belong into {@link dev.tandem.model.mapping.EntityMapper}, where
 * verification shares them.
 */
final class TransformTopology {
  static final String SCHEMAS = "schemas";
  static final String DEAD_LETTERS = "dead-letters";
  private static final String RAW = "raw";
  private static final String MAP = "map";

  private TransformTopology() {}

  static Topology build(
      MappingPlan plan,
      PipelineTopics topics,
      SchemaStore schemas,
      ProcessMeter meter,
      Clock clock) {
    Topology topology = new Topology();
    topology.addSource(
        AutoOffsetReset.none(), // a position that is gone must stop the transform, never move it
        RAW,
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer(),
        plan.tables().stream().map(topics::raw).toArray(String[]::new));
    topology.addProcessor(
        MAP, () -> new MapProcessor(new ChangeMapper(plan, schemas), meter, clock), RAW);
    for (EntityName entity : plan.byName().keySet()) {
      addSink(topology, entity.toString(), topics.entity(entity));
    }
    addSink(topology, SCHEMAS, topics.schemas());
    addSink(topology, DEAD_LETTERS, topics.deadLetters());
    return topology;
  }

  private static void addSink(Topology topology, String name, String topic) {
    topology.addSink(name, topic, new ByteArraySerializer(), new ByteArraySerializer(), MAP);
  }
}
