/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import dev.tandem.model.entity.EntityKey;
import dev.tandem.model.entity.EntityName;
import dev.tandem.model.target.Batch;
import dev.tandem.model.target.Delivery;
import dev.tandem.model.target.Lane;
import dev.tandem.model.target.WriteResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sums up what became of a batch. */
final class Results {
  private Results() {}

  /**
   * The result of a batch.
   *
   * @param left what was not written, because DynamoDB takes less than there is: its lanes wait
   */
  static WriteResult of(Batch batch, Collection<Settled> settled, List<Parcel> left) {
    int applied = 0;
    int tombstoned = 0;
    List<WriteResult.Rejection> rejected = new ArrayList<>();
    for (Settled one : settled) {
      if (one.outcome() instanceof Outcome.Applied) {
        applied++;
      } else if (one.outcome() instanceof Outcome.Superseded old) {
        tombstoned += old.tombstoned() ? 1 : 0;
      } else if (one.outcome() instanceof Outcome.Rejected no) {
        rejected.add(new WriteResult.Rejection(one.delivery(), no.code(), no.reason()));
      }
    }
    List<Delivery> waiting = waiting(batch, left);
    Map<Lane, WriteResult.Blockage> blocked = blocked(waiting);
    int superseded = batch.deliveries().size() - waiting.size() - applied - rejected.size();
    return new WriteResult(
        applied, superseded, ahead(rejected, blocked), blocked, Math.min(tombstoned, superseded));
  }

  /** Without what lies behind a blockage, which comes again and needs but one dead letter. */
  private static List<WriteResult.Rejection> ahead(
      List<WriteResult.Rejection> rejected, Map<Lane, WriteResult.Blockage> blocked) {
    return rejected.stream()
        .filter(one -> !WriteResult.Blockage.holds(one.delivery(), blocked))
        .toList();
  }

  /**
   * Every change of the keys that are left: the newest stands for the others, whose places it
   * knows.
   */
  private static List<Delivery> waiting(Batch batch, List<Parcel> left) {
    Map<EntityName, Set<EntityKey>> keys = new HashMap<>();
    left.stream()
        .flatMap(parcel -> parcel.changes().stream())
        .map(RowChange::delivery)
        .forEach(
            one ->
                keys.computeIfAbsent(one.schema().name(), name -> new HashSet<>())
                    .add(one.change().key()));
    return batch.deliveries().stream()
        .filter(
            one -> keys.getOrDefault(one.schema().name(), Set.of()).contains(one.change().key()))
        .toList();
  }

  private static Map<Lane, WriteResult.Blockage> blocked(List<Delivery> waiting) {
    Map<Lane, WriteResult.Blockage> blocked = new HashMap<>();
    for (Delivery one : waiting) {
      blocked.merge(
          one.lane(),
          new WriteResult.Blockage(
              one.offset(), DynamoCode.THROTTLED.code(), DynamoCode.THROTTLED.meaning()),
          WriteResult.Blockage::earlier);
    }
    return blocked;
  }
}
