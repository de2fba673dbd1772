/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import dev.tandem.model.entity.EntitySchema;
import dev.tandem.model.fault.FailPoint;
import dev.tandem.model.mapping.DynamoPlan;
import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.mapping.MappingPlan;
import dev.tandem.model.target.Batch;
import dev.tandem.model.target.Delivery;
import dev.tandem.model.target.Lane;
import dev.tandem.model.target.TargetWriter;
import dev.tandem.model.target.WriteResult;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Writes batches: guarded writes, many at the same time, those of rows that share a place in order
 * (invariant 5).
 */
final class DynamoWriter implements TargetWriter {
  private final MappingPlan plan;
  private final RowWriter rows;
  private final Traffic traffic;
  private final Bill bill;

  DynamoWriter(MappingPlan plan, RowWriter rows, Traffic traffic) {
    this.plan = plan;
    this.rows = rows;
    this.traffic = traffic;
    this.bill = new Bill(rows.sender().meter());
  }

  /** DynamoDB keeps no position: its guards make every change safe to repeat. */
  @Override
  public Map<Lane, Long> claim(Collection<Lane> lanes) {
    return Map.of();
  }

  @Override
  public WriteResult write(Batch batch) {
    FailPoint.hit("sink-dynamo.before-write");
    List<Delivery> newest =
        batch.newestPerKey().values().stream().flatMap(Collection::stream).toList();
    Queue<Settled> settled = new ConcurrentLinkedQueue<>();
    List<Parcel> left =
        traffic.carry(Parcel.of(Lineup.of(changes(newest))), parcel -> deliver(parcel, settled));
    FailPoint.hit("sink-dynamo.after-write");
    WriteResult result = Results.of(batch, settled, left);
    bill.add(result.applied());
    return result;
  }

  /** Returns what is left when DynamoDB takes no more. */
  private Parcel deliver(Parcel parcel, Queue<Settled> settled) {
    Set<Delivery> done = Collections.newSetFromMap(new IdentityHashMap<>());
    GroupWriter writer =
        new GroupWriter(
            rows,
            one -> {
              done.add(one.delivery());
              settled.add(one);
              FailPoint.hit("sink-dynamo.mid-batch");
            });
    try {
      parcel.deliver(rows, writer);
      return parcel.nothing();
    } catch (Throttled e) {
      return parcel.without(done);
    }
  }

  private List<RowChange> changes(List<Delivery> newest) {
    Map<EntitySchema, ItemLayout> layouts = new HashMap<>();
    return newest.stream()
        .map(
            delivery ->
                RowChange.of(delivery, layouts.computeIfAbsent(delivery.schema(), this::layout)))
        .toList();
  }

  private ItemLayout layout(EntitySchema schema) {
    DynamoPlan dynamo =
        plan.entity(schema.name())
            .flatMap(EntityPlan::dynamo)
            .orElseThrow(
                () -> new IllegalArgumentException(schema.name() + " is not mapped to DynamoDB"));
    return new ItemLayout(dynamo, schema);
  }

  @Override
  public void close() {
    traffic.close();
    rows.sender().client().close();
    bill.tell();
  }
}
