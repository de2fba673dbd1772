/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform.join;

import dev.tandem.model.join.JoinsPlan.Embed;
import dev.tandem.model.join.JoinsPlan.Lookup;
import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.source.TableId;
import dev.tandem.wire.DeadLetter;
import dev.tandem.wire.PipelineTopics;
import dev.tandem.wire.SchemaStore;
import dev.tandem.wire.report.ProcessMeter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Branched;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.kstream.TableJoined;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * Raw topics → rows by their keys → tables → joined → mapped → the entity's topic. Tables are named
 * after what they hold, so that their state is found again by the next version of Tandem.
 */
final class JoinTopology {
  static final String SCHEMAS = "schemas";
  static final String DEAD_LETTERS = "dead-letters";
  static final String ENTITY = "entity";
  static final String PUBLISHED = "published";
  private static final String JOINED = "joined";
  private static final String PUBLISH = "publish";

  private final EntityPlan plan;
  private final PipelineTopics topics;
  private final SchemaStore schemas;
  private final ProcessMeter meter;
  private final int revision;
  private final int partitions;
  private final Clock clock;
  private final StreamsBuilder builder = new StreamsBuilder();
  private final Map<TableId, KStream<String, byte[]>> rows = new HashMap<>();
  private final ThreadLocal<Lookups> lookups;

  /**
   * The topology of one entity.
   *
   * @param partitions of its tables
   */
  JoinTopology(
      EntityPlan plan,
      PipelineTopics topics,
      SchemaStore schemas,
      ProcessMeter meter,
      int revision,
      int partitions,
      Clock clock) {
    this.plan = plan;
    this.topics = topics;
    this.schemas = schemas;
    this.meter = meter;
    this.revision = revision;
    this.partitions = partitions;
    this.clock = clock;
    this.lookups = ThreadLocal.withInitial(() -> new Lookups(plan.shape(), schemas));
  }

  Topology build() {
    KTable<String, byte[]> base = rows(plan.from()).toTable(Named.as("base"), stored("base"));
    int embeds = plan.joins().embeds().size();
    KTable<String, byte[]> joined =
        base.mapValues(row -> Parts.ofCount(2 + embeds).set(0, row).toBytes(), Named.as("begun"));
    if (!plan.joins().lookups().isEmpty()) {
      joined = joined.leftJoin(parents(base), with(1), Named.as("with-parents"));
    }
    for (int i = 0; i < embeds; i++) {
      Embed embed = plan.joins().embeds().get(i);
      joined =
          joined.leftJoin(
              children(embed, embed.name()), with(2 + i), Named.as("with-" + embed.name()));
    }
    joined.toStream(Named.as(JOINED));
    return withPublication(builder.build());
  }

  private static org.apache.kafka.streams.kstream.ValueJoiner<byte[], byte[], byte[]> with(
      int part) {
    return (row, other) -> Parts.read(row).set(part, other).toBytes();
  }

  /** A chain of joins: each lookup's key is known once the lookup that it hangs on is joined. */
  private KTable<String, byte[]> parents(KTable<String, byte[]> base) {
    KTable<String, byte[]> chain =
        base.mapValues(row -> lookups.get().begun(BaseRow.read(row)), Named.as("references"));
    for (int i = 0; i < plan.joins().lookups().size(); i++) {
      Lookup lookup = plan.joins().lookups().get(i);
      int number = i;
      String name = "parent-" + lookup.name();
      KTable<String, byte[]> parents =
          rows(lookup.from())
              .mapValues(
                  row -> row == null ? null : lookups.get().parent(number, BaseRow.read(row)),
                  Named.as(name + "-columns"))
              .toTable(Named.as(name), stored(name));
      chain =
          chain.leftJoin(
              parents,
              begun -> Parts.read(begun).text(Lookups.keyOf(number)),
              (begun, parent) -> lookups.get().joined(number, begun, parent),
              TableJoined.as(name + "-join"),
              stored("with-" + name));
    }
    return chain;
  }

  private KTable<String, byte[]> children(Embed embed, String path) {
    ThreadLocal<Nesting> nesting =
        ThreadLocal.withInitial(() -> new Nesting(embed, plan.columns().naming()::apply, schemas));
    KTable<String, byte[]> children =
        rows(embed.from())
            .mapValues(
                row -> row == null ? null : nesting.get().child(BaseRow.read(row)),
                Named.as("child-" + path + "-row"))
            .toTable(Named.as("child-" + path), stored("child-" + path));
    for (int i = 0; i < embed.embeds().size(); i++) {
      Embed own = embed.embeds().get(i);
      int number = i;
      children =
          children.leftJoin(
              children(own, path + '-' + own.name()),
              (child, nested) -> Nesting.with(child, number, nested),
              Named.as("child-" + path + "-with-" + own.name()),
              stored("child-" + path + "-with-" + own.name()));
    }
    return children
        .groupBy(
            (key, child) ->
                KeyValue.pair(Nesting.parent(child), Parts.of(Parts.bytes(key), child).toBytes()),
            Grouped.with("children-" + path, Serdes.String(), Serdes.ByteArray()))
        .aggregate(
            () -> new Children().toBytes(),
            (parent, child, all) -> change(child, all, true),
            (parent, child, all) -> change(child, all, false),
            Named.as("children-" + path + "-of"),
            storedBehindCache("children-" + path));
  }

  private static byte[] change(byte[] keyed, byte[] all, boolean added) {
    Parts child = Parts.read(keyed);
    String key = Objects.requireNonNull(child.text(0));
    Children children = Children.read(all);
    return (added ? children.with(key, child.required(1)) : children.without(key)).toBytes();
  }

  /** The rows of a table, however many of the joins ask for them. */
  private KStream<String, byte[]> rows(TableId table) {
    return rows.computeIfAbsent(table, this::ingest);
  }

  private KStream<String, byte[]> ingest(TableId table) {
    String name = topics.joinStep(table);
    String entity = plan.name().toString();
    Set<String> columns = plan.shape().columnsOf(plan.from(), table);
    Map<String, KStream<String, Ingested>> ways =
        builder.stream(
                topics.raw(table),
                Consumed.with(Serdes.ByteArray(), Serdes.ByteArray())
                    .withOffsetResetPolicy(AutoOffsetReset.none())
                    .withName(name + "-raw"))
            .process(
                () ->
                    new IngestProcessor(
                        entity, revision, columns, plan.columns().naming()::apply, schemas, clock),
                Named.as(name + "-in"))
            .split(Named.as(name + "-"))
            .branch((key, in) -> in.letter() != null, Branched.as("letter"))
            .defaultBranch(Branched.as("row"));
    way(ways, name + "-letter")
        .map(
            (key, in) -> KeyValue.pair(key.getBytes(StandardCharsets.UTF_8), json(in)),
            Named.as(name + "-letters"))
        .to(
            topics.deadLetters(),
            Produced.with(Serdes.ByteArray(), Serdes.ByteArray()).withName(name + "-dead-letters"));
    return way(ways, name + "-row")
        .mapValues(in -> bytes(in.row()), Named.as(name + "-bytes"))
        .repartition(
            Repartitioned.with(Serdes.String(), Serdes.ByteArray())
                .withName(name)
                .withNumberOfPartitions(partitions));
  }

  private static KStream<String, Ingested> way(
      Map<String, KStream<String, Ingested>> ways, String name) {
    return Objects.requireNonNull(ways.get(name));
  }

  private static byte[] json(Ingested in) {
    DeadLetter letter = Objects.requireNonNull(in.letter());
    return letter.toJson();
  }

  @SuppressWarnings("NullAway") // a row that is gone has no bytes, which the stream may hold
  private static byte[] bytes(@Nullable BaseRow row) {
    return row == null ? null : row.toBytes();
  }

  private static Materialized<String, byte[], KeyValueStore<Bytes, byte[]>> stored(String name) {
    return storedBehindCache(name).withCachingDisabled();
  }

  /** The children of one row often come together, and its row is then told once. */
  private static Materialized<String, byte[], KeyValueStore<Bytes, byte[]>> storedBehindCache(
      String name) {
    return Materialized.<String, byte[], KeyValueStore<Bytes, byte[]>>as(name)
        .withKeySerde(Serdes.String())
        .withValueSerde(Serdes.ByteArray());
  }

  private Topology withPublication(Topology topology) {
    topology.addProcessor(
        PUBLISH,
        () ->
            new PublishProcessor(
                new WideRows(plan, schemas), topics.raw(plan.from()), revision, meter, clock),
        JOINED);
    topology.addStateStore(
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(PUBLISHED), Serdes.String(), Serdes.ByteArray()),
        PUBLISH);
    Map<String, String> sinks =
        Map.of(
            ENTITY, topics.entity(plan.name()),
            SCHEMAS, topics.schemas(),
            DEAD_LETTERS, topics.deadLetters());
    List.of(ENTITY, SCHEMAS, DEAD_LETTERS)
        .forEach(
            sink ->
                topology.addSink(
                    sink,
                    sinks.get(sink),
                    new ByteArraySerializer(),
                    new ByteArraySerializer(),
                    PUBLISH));
    return topology;
  }
}
