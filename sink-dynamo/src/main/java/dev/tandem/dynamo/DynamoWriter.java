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
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Writes batches: guarded writes, many at the same time, those of rows that share a place in order
 * (invariant 5).
 */
final class DynamoWriter implements TargetWriter {
  private final MappingPlan plan;
  private final RowWriter rows;
  private final Workers workers;

  DynamoWriter(MappingPlan plan, RowWriter rows, Workers workers) {
    this.plan = plan;
    this.rows = rows;
    this.workers = workers;
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
    GroupWriter writer =
        new GroupWriter(
            rows,
            one -> {
              settled.add(one);
              FailPoint.hit("sink-dynamo.mid-batch");
            });
    workers.each(Parcel.of(Lineup.of(changes(newest))), parcel -> parcel.deliver(rows, writer));
    FailPoint.hit("sink-dynamo.after-write");
    return result(batch, settled);
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

  private static WriteResult result(Batch batch, Collection<Settled> settled) {
    int applied = 0;
    List<WriteResult.Rejection> rejected = new ArrayList<>();
    for (Settled one : settled) {
      if (one.outcome() instanceof Outcome.Applied) {
        applied++;
      } else if (one.outcome() instanceof Outcome.Rejected no) {
        rejected.add(new WriteResult.Rejection(one.delivery(), no.code(), no.reason()));
      }
    }
    int superseded = batch.deliveries().size() - applied - rejected.size();
    return new WriteResult(applied, superseded, rejected, Map.of());
  }

  @Override
  public void close() {
    workers.close();
    rows.client().close();
  }
}
