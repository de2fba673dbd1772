/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import static dev.tandem.dynamo.Parcels.created;
import static dev.tandem.dynamo.Parcels.updated;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.entity.EntityChange;
import dev.tandem.model.entity.EntityName;
import dev.tandem.model.entity.EntitySchema;
import dev.tandem.model.mapping.MappingPlan;
import dev.tandem.model.target.Batch;
import dev.tandem.model.target.Delivery;
import dev.tandem.model.target.Lane;
import dev.tandem.model.target.TargetWriter;
import dev.tandem.model.target.WriteResult;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A table that takes less than there is holds up itself, and no other one. */
class ThrottlingIT {
  private static final Lane OTHER_LANE = new Lane("lending.box", "id", 0);
  private static final EntitySchema OTHER =
      new EntitySchema(
          new EntityName("lending", "box"), Parcels.SCHEMA.fields(), Parcels.SCHEMA.key());

  private final String pipeline = TestDynamo.fresh("pipeline");
  private final Parcels parcels = new Parcels(TestDynamo.fresh("parcels"));
  private final Parcels boxes = new Parcels(TestDynamo.fresh("boxes"));
  private final MappingPlan plan =
      new MappingPlan(0, List.of(parcels.entity(), Parcels.entity(OTHER.name(), boxes.dynamo())));
  private final DynamoMeter meter = new DynamoMeter();
  private final FaultProxy proxy;

  ThrottlingIT() throws IOException {
    proxy = new FaultProxy(TestDynamo.endpoint());
    TestDynamo.target(pipeline, plan).prepare(true);
  }

  @AfterEach
  void close() {
    proxy.close();
    TestDynamo.drop(parcels.table(), boxes.table(), Tombstones.tableOf(pipeline));
  }

  @Test
  void shouldWriteToOtherTablesWhileOneTakesNothing() {
    // Given
    Batch batch =
        batch(
            List.of(
                updated(1, 10, "B", "moved", "A"),
                created(2, 11, "C", "c"),
                updated(1, 12, "B", "changed")),
            rows(1, 300));
    proxy.throttle(request -> request.contains(parcels.table()));

    try (TargetWriter writer = writer(Duration.ofMillis(300))) {
      // When
      WriteResult throttled = writer.write(batch);

      // Then
      assertThat(throttled.applied()).isEqualTo(300);
      assertThat(throttled.superseded()).isZero();
      assertThat(throttled.blocked()).containsOnlyKeys(Parcels.LANE);
      assertThat(throttled.blocked().get(Parcels.LANE))
          .as("the older change knows of a place that the newer one does not")
          .extracting(WriteResult.Blockage::offset)
          .isEqualTo(0L);
      assertThat(TestDynamo.items(parcels.table())).isEmpty();
      assertThat(TestDynamo.items(boxes.table())).hasSize(300);

      // When
      proxy.forget();
      WriteResult again = writer.write(batch.of(Parcels.LANE));

      // Then
      assertThat(again).isEqualTo(WriteResult.of(2, 1));
    }
  }

  @Test
  void shouldSlowDownToWhatTheTableTakes() {
    // Given
    List<EntityChange> many = List.of(rows(1, 400));

    try (TargetWriter writer = writer(Duration.ofSeconds(60))) {
      writer.write(Parcels.batch(many));
      proxy.throttle(new Capacity(10, Duration.ofMillis(100)));

      // When
      WriteResult result = writer.write(Parcels.batch(newer(many)));

      // Then
      assertThat(result).isEqualTo(WriteResult.of(400, 0));
      assertThat(meter.throttled()).isEqualTo(proxy.failures()).isBetween(1L, 200L);
      assertThat(meter.changes()).isEqualTo(800);
    }
  }

  @Test
  void shouldNotHoldUpOtherKeysForOneThatTakesNothing() {
    // Given
    List<EntityChange> many = List.of(rows(1, 100));
    proxy.throttle(request -> request.contains("SHELF#S7\"") && request.contains("newer"));

    try (TargetWriter writer = writer(Duration.ofSeconds(2))) {
      writer.write(Parcels.batch(many));

      // When
      WriteResult result = writer.write(Parcels.batch(newer(many)));

      // Then
      assertThat(result.applied()).isEqualTo(99);
      assertThat(result.blocked().get(Parcels.LANE))
          .extracting(WriteResult.Blockage::offset)
          .isEqualTo(6L);
    }
  }

  @Test
  void shouldCountWhatTheWritesTake() {
    // Given
    try (TargetWriter writer = writer(Duration.ofSeconds(2))) {

      // When
      writer.write(Parcels.batch(List.of(rows(1, 99))));

      // Then
      assertThat(meter.changes()).isEqualTo(99);
      double before = meter.writeUnits();
      assertThat(before).as("DynamoDB Local counts but a few of a transaction's").isPositive();

      // When
      writer.write(Parcels.batch(newer(List.of(rows(1, 99)))));

      // Then
      assertThat(meter.changes()).isEqualTo(198);
      assertThat(meter.writeUnits() - before).as("one for each").isEqualTo(99);
    }
  }

  private TargetWriter writer(Duration patience) {
    return TestWriters.writer(
        proxy.endpoint(), pipeline, plan, new Guard(true, true), meter, patience);
  }

  private static EntityChange[] rows(long from, long to) {
    return LongStream.rangeClosed(from, to)
        .mapToObj(id -> created(id, 10, "S" + id, "a"))
        .toArray(EntityChange[]::new);
  }

  private static List<EntityChange> newer(List<EntityChange> rows) {
    return LongStream.rangeClosed(1, rows.size())
        .mapToObj(id -> updated(id, 20, "S" + id, "newer"))
        .toList();
  }

  private static Batch batch(List<EntityChange> toParcels, EntityChange... toBoxes) {
    Batch first = Parcels.batch(toParcels);
    List<Delivery> deliveries = new ArrayList<>(first.deliveries());
    for (int i = 0; i < toBoxes.length; i++) {
      deliveries.add(new Delivery(OTHER_LANE, i, OTHER, toBoxes[i]));
    }
    TreeMap<Lane, Batch.Span> progress = new TreeMap<>(first.progress());
    progress.putAll(Map.of(OTHER_LANE, new Batch.Span(0, toBoxes.length)));
    return new Batch(deliveries, progress);
  }

  /** Takes so many requests in each period and refuses the others. */
  private static final class Capacity implements Predicate<String> {
    private final int most;
    private final long nanos;
    private long period;
    private int taken;

    Capacity(int most, Duration period) {
      this.most = most;
      this.nanos = period.toNanos();
    }

    @Override
    public synchronized boolean test(String request) {
      long now = System.nanoTime() / nanos;
      taken = now == period ? taken + 1 : 1;
      period = now;
      return taken > most;
    }
  }
}
