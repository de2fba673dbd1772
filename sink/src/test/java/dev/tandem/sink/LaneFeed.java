/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sink;

import dev.tandem.model.target.Batch;
import dev.tandem.model.target.Delivery;
import dev.tandem.model.target.Lane;
import dev.tandem.model.target.WriteResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Offers the changes of some lanes in batches of any size, as the poll loop does. */
final class LaneFeed {
  private final Random random;
  private final Map<Lane, List<Delivery>> changes = new TreeMap<>();
  private final Map<Lane, Long> next = new TreeMap<>();

  LaneFeed(Random random, List<Delivery> history) {
    this.random = random;
    for (Delivery delivery : history) {
      changes.computeIfAbsent(delivery.lane(), lane -> new ArrayList<>()).add(delivery);
      next.put(delivery.lane(), 0L);
    }
  }

  List<Lane> lanes() {
    return List.copyOf(changes.keySet());
  }

  long end(Lane lane) {
    List<Delivery> all = changes.getOrDefault(lane, List.of());
    return all.isEmpty() ? 0 : all.get(all.size() - 1).offset() + 1;
  }

  boolean isExhausted() {
    return next.entrySet().stream().allMatch(lane -> lane.getValue() == end(lane.getKey()));
  }

  /** From where each lane stands up to anywhere, for some of the lanes; maybe empty. */
  Batch batch() {
    List<Delivery> deliveries = new ArrayList<>();
    TreeMap<Lane, Batch.Span> progress = new TreeMap<>();
    for (Lane lane : changes.keySet()) {
      List<Delivery> rest =
          changes.get(lane).stream()
              .filter(change -> change.offset() >= next.getOrDefault(lane, 0L))
              .toList();
      if (!rest.isEmpty() && random.nextInt(4) > 0) {
        List<Delivery> taken = rest.subList(0, 1 + random.nextInt(Math.min(8, rest.size())));
        deliveries.addAll(taken);
        progress.put(lane, span(lane, taken.get(taken.size() - 1)));
      }
    }
    return new Batch(deliveries, progress);
  }

  private Batch.Span span(Lane lane, Delivery last) {
    return new Batch.Span(next.getOrDefault(lane, 0L), last.offset() + 1);
  }

  void settle(Batch batch, WriteResult result) {
    batch
        .progress()
        .forEach(
            (lane, span) -> {
              WriteResult.Blockage blockage = result.blocked().get(lane);
              next.put(lane, blockage == null ? span.to() : blockage.offset());
            });
  }
}
