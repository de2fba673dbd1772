/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import dev.tandem.model.entity.EntityName;
import dev.tandem.model.join.JoinsPlan;
import dev.tandem.model.mapping.ColumnsPlan;
import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.mapping.FieldPlan;
import dev.tandem.model.mapping.Naming;
import dev.tandem.model.mapping.RowsPlan;
import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.SourceKind;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.TableId;
import dev.tandem.model.type.JsonType;
import dev.tandem.transform.join.EntityJoin;
import dev.tandem.wire.GroupPositions;
import dev.tandem.wire.Headers;
import dev.tandem.wire.KafkaConnection;
import dev.tandem.wire.PipelineTopics;
import dev.tandem.wire.SchemaRecord;
import dev.tandem.wire.TopicSettings;
import dev.tandem.wire.Topics;
import dev.tandem.wire.report.ProcessMeter;
import dev.tandem.wire.report.ProcessReport;
import dev.tandem.wire.report.StateReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * One entity of several tables, made of raw records that were published before and of others that
 * are published while the clock runs.
 *
 * @param before tables that are filled first
 * @param events of the table whose rows are the events
 * @param expected records that the entity's topic holds in the end, at least
 */
record JoinRun(
    String bootstrap,
    Path folder,
    EntityPlan plan,
    List<Filling> before,
    Filling events,
    int expected) {
  private static final int PARTITIONS = 4;
  private static final int PER_PARENT = 10;
  private static final Duration LOOK = Duration.ofMillis(20);
  private static final Duration STILL = Duration.ofSeconds(2);
  private static final byte[] GENERATION = {'0'};

  /** Payments of loans of applications. */
  static JoinRun lookup(String bootstrap, Path folder, int rows) {
    SourceTable applications = table("applications", "customer_id", "channel");
    SourceTable loans = table("loans", "application_id", "amount");
    SourceTable payments = table("payments", "loan_id", "amount", "note");
    int parents = Math.max(1, rows / PER_PARENT);
    JoinsPlan joins =
        new JoinsPlan(
            List.of(
                new JoinsPlan.Lookup(
                    "loan", loans.id(), List.of("loan_id"), JoinsPlan.Missing.WAIT),
                new JoinsPlan.Lookup(
                    "application",
                    applications.id(),
                    List.of("loan.application_id"),
                    JoinsPlan.Missing.WAIT)),
            List.of());
    FieldPlan customer = FieldPlan.of("customer_id", "application.customer_id", Optional.empty());
    return new JoinRun(
        bootstrap,
        folder,
        plan("payment", payments, joins, customer),
        List.of(
            new Filling(
                applications,
                parents,
                i -> "{\"id\":%d,\"customer_id\":%d,\"channel\":7}".formatted(i, i / 2)),
            new Filling(
                loans,
                parents,
                i -> "{\"id\":%d,\"application_id\":%d,\"amount\":1000}".formatted(i, i))),
        new Filling(
            payments,
            rows,
            i ->
                "{\"id\":%d,\"loan_id\":%d,\"amount\":%d,\"note\":%d}"
                    .formatted(i, i / PER_PARENT, i % 977, i * 31L)),
        rows);
  }

  /** Lines of orders. */
  static JoinRun embed(String bootstrap, Path folder, int rows) {
    SourceTable orders = table("orders", "customer_id");
    SourceTable lines = table("lines", "order_id", "price", "quantity");
    int parents = Math.max(1, rows / PER_PARENT);
    JoinsPlan joins =
        new JoinsPlan(
            List.of(),
            List.of(
                new JoinsPlan.Embed(
                    "items",
                    lines.id(),
                    List.of("order_id"),
                    Optional.empty(),
                    List.of(),
                    Set.of("order_id"),
                    List.of())));
    return new JoinRun(
        bootstrap,
        folder,
        plan("order", orders, joins, FieldPlan.of("items", "items", Optional.of(new JsonType()))),
        List.of(
            new Filling(
                orders, parents, i -> "{\"id\":%d,\"customer_id\":%d}".formatted(i, i / 2))),
        new Filling(
            lines,
            rows,
            i ->
                "{\"id\":%d,\"order_id\":%d,\"price\":%d,\"quantity\":%d}"
                    .formatted(i, i / PER_PARENT, i % 977, i % 9)),
        parents);
  }

  private static SourceTable table(String name, String... columns) {
    List<SourceColumn> all = new ArrayList<>();
    all.add(new SourceColumn("id", "BIGINT", -1, -1, false, List.of()));
    for (String column : columns) {
      all.add(new SourceColumn(column, "BIGINT", -1, -1, true, List.of()));
    }
    return new SourceTable(SourceKind.MYSQL, new TableId("bench", "", name), all, List.of("id"));
  }

  private static EntityPlan plan(String name, SourceTable table, JoinsPlan joins, FieldPlan field) {
    return new EntityPlan(
        new EntityName("bench", name),
        table.id(),
        ColumnsPlan.all(Naming.AS_IS, field),
        RowsPlan.ALL,
        Optional.empty(),
        Optional.empty(),
        joins);
  }

  Measured measure() throws Exception {
    PipelineTopics topics = new PipelineTopics("joins-" + plan.name().entity());
    KafkaConnection kafka = KafkaConnection.plain(bootstrap);
    make(kafka, topics);
    try (KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(
                kafka.with(Map.of()), new ByteArraySerializer(), new ByteArraySerializer());
        GroupPositions positions = new GroupPositions(kafka)) {
      events.describe(producer, topics);
      before.forEach(filling -> filling.describe(producer, topics));
      before.forEach(filling -> filling.fill(producer, topics));
      ProcessMeter meter = new ProcessMeter();
      Path state = folder.resolve(plan.name().entity());
      double seconds;
      long bytes;
      try (Joining joining = joining(kafka, topics, state, meter)) {
        awaitStill(positions, topics, joining);
        long began = System.nanoTime();
        events.fill(producer, topics);
        long ended = awaitStill(positions, topics, joining);
        seconds = (ended - began) / 1e9;
        long made = made(positions, topics);
        if (made < expected) {
          throw new IllegalStateException(made + " records instead of " + expected);
        }
        joining.check();
      }
      bytes = size(state);
      delete(state);
      ProcessMeter again = new ProcessMeter();
      double restored;
      try (Joining joining = joining(kafka, topics, state, again)) {
        restored = awaitRestored(again);
        joining.check();
      }
      long rows = events.rows() + before.stream().mapToLong(Filling::rows).sum();
      return new Measured(events.rows() / seconds, bytes, rows, restored);
    }
  }

  private void make(KafkaConnection kafka, PipelineTopics names) {
    try (Topics topics =
        new Topics(kafka, names, new TopicSettings(PARTITIONS, (short) 1, Duration.ofDays(1)))) {
      topics.ensureCommon();
      topics.ensureRaw(
          Stream.concat(before.stream(), Stream.of(events))
              .map(filling -> filling.table().id())
              .toList(),
          Set.of());
      topics.ensureEntities(Map.of(plan.name(), List.of(plan.from())));
    }
  }

  private Joining joining(
      KafkaConnection kafka, PipelineTopics topics, Path state, ProcessMeter meter) {
    return new Joining(new EntityJoin(kafka, topics, plan, 0, PARTITIONS, state, 0, meter));
  }

  private long made(GroupPositions positions, PipelineTopics topics) {
    Map<TopicPartition, Long> ends = positions.ends(List.of(topics.entity(plan.name())));
    return ends.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Returns when the entity's topic grew last, by {@link System#nanoTime}. */
  private long awaitStill(GroupPositions positions, PipelineTopics topics, Joining joining)
      throws InterruptedException {
    long last = -1;
    long since = System.nanoTime();
    while (System.nanoTime() - since < STILL.toNanos() || !isInStep(positions, topics)) {
      joining.check();
      long now = positions.logEnds(List.of(topics.entity(plan.name())));
      if (now != last) {
        last = now;
        since = System.nanoTime();
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
    return since;
  }

  private boolean isInStep(GroupPositions positions, PipelineTopics topics)
      throws InterruptedException {
    String group = topics.joinGroup(plan);
    return positions.hasReached(
            group,
            positions.ends(
                before.stream().map(filling -> topics.raw(filling.table().id())).toList()))
        && positions.hasReached(group, positions.endsBetweenSteps(group));
  }

  private static double awaitRestored(ProcessMeter meter) {
    ProcessReport.Identity who = new ProcessReport.Identity("join", "", "", 0);
    boolean begun = false;
    while (true) {
      List<StateReport> states = meter.report(who).states();
      StateReport state = states.isEmpty() ? null : states.get(0);
      begun |= state != null && state.toRestore() > 0;
      if (state != null && begun && state.toRestore() == 0) {
        return state.restoreMillis() / 1e3;
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  private static long size(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .sorted(Comparator.reverseOrder())
          .forEach(
              file -> {
                try {
                  Files.delete(file);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }

  /**
   * Rows of a table.
   *
   * @param row in JSON, by its number
   */
  record Filling(SourceTable table, int rows, IntFunction<String> row) {
    /** Before the first row of any table, as capture does. */
    void describe(KafkaProducer<byte[], byte[]> producer, PipelineTopics topics) {
      SchemaRecord schema = SchemaRecord.of(table);
      send(producer, new ProducerRecord<>(topics.schemas(), utf8(schema.key()), schema.value()));
      producer.flush();
    }

    void fill(KafkaProducer<byte[], byte[]> producer, PipelineTopics topics) {
      SchemaRecord schema = SchemaRecord.of(table);
      for (int i = 0; i < rows; i++) {
        ProducerRecord<byte[], byte[]> record =
            new ProducerRecord<>(
                topics.raw(table.id()),
                utf8("{\"id\":" + i + '}'),
                utf8(
                    "{\"before\":null,\"after\":"
                        + row.apply(i)
                        + ",\"source\":{\"ts_ms\":1},\"op\":\"c\"}"));
        record.headers().add(Headers.SCHEMA, schema.id().header());
        record.headers().add(Headers.GENERATION, GENERATION);
        send(producer, record);
      }
      producer.flush();
    }

    private static void send(
        KafkaProducer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record) {
      var unused = producer.send(record);
    }

    private static byte[] utf8(String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }

  /**
   * What came out.
   *
   * @param bytes of state on disk
   * @param rows of all tables
   */
  record Measured(double eventsPerSecond, long bytes, long rows, double restoreSeconds) {}
}
