/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform.cascade;

import dev.tandem.wire.PipelineTopics;
import dev.tandem.wire.SchemaStore;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Raw topics → by the values that foreign keys refer to → known children → requests. */
final class CascadeTopology {
  private static final Serde<byte[]> BYTES = Serdes.ByteArray();

  private CascadeTopology() {}

  static Topology build(
      CascadePlan plan, PipelineTopics topics, int partitions, SchemaStore schemas) {
    StreamsBuilder builder = new StreamsBuilder();
    builder.addStateStore(store(LookupProcessor.CHILDREN));
    builder.addStateStore(store(LookupProcessor.ENDS));
    builder.stream(
            plan.tables().stream().map(topics::raw).toList(),
            Consumed.with(BYTES, BYTES)
                .withOffsetResetPolicy(AutoOffsetReset.none())) // never moved in silence
        .process(() -> new RawProcessor(plan, schemas))
        .repartition(
            Repartitioned.with(BYTES, BYTES)
                .withName(CascadePlan.byParent())
                .withNumberOfPartitions(partitions))
        .process(
            () -> new LookupProcessor(plan, topics), LookupProcessor.CHILDREN, LookupProcessor.ENDS)
        .to(
            topics.requests(),
            Produced.with(BYTES, BYTES)
                .withStreamPartitioner((topic, key, value, count) -> Optional.of(Set.of(0))));
    return builder.build();
  }

  private static StoreBuilder<KeyValueStore<Bytes, byte[]>> store(String name) {
    return Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray());
  }
}
