/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import dev.tandem.model.entity.EntityChange;
import dev.tandem.model.target.TargetWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Delivers a history as a sink does that is restarted now and then: in order, in batches of any
 * size, some changes twice, and again from an earlier point.
 */
record Replayer(Random random, TargetWriter writer, List<EntityChange> changes) {
  private static final int LARGEST_BATCH = 12;

  /**
   * Delivers everything at least once, ending with the last change.
   *
   * @return how many changes were rejected
   */
  int run(int restarts) {
    int rejected = 0;
    int reached = 0;
    for (int i = 0; i < restarts; i++) {
      int from = random.nextInt(reached + 1);
      int to = from + random.nextInt(changes.size() - from + 1);
      rejected += deliver(from, to);
      reached = Math.max(reached, to);
    }
    return rejected + deliver(random.nextInt(reached + 1), changes.size());
  }

  private int deliver(int from, int to) {
    int rejected = 0;
    for (int at = from; at < to; ) {
      int end = Math.min(to, at + 1 + random.nextInt(LARGEST_BATCH));
      List<EntityChange> batch = new ArrayList<>();
      for (EntityChange change : changes.subList(at, end)) {
        batch.add(change);
        if (random.nextInt(5) == 0) {
          batch.add(batch.get(random.nextInt(batch.size())));
        }
      }
      rejected += writer.write(Parcels.batch(batch)).rejected().size();
      at = end;
    }
    return rejected;
  }
}
