/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import dev.tandem.model.mapping.DynamoPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads the tables over and over while they are written, and notes whatever goes back. */
final class Watcher implements AutoCloseable {
  private final Shelves shelves;
  private final History history;
  private final Map<String, Long> versions = new HashMap<>();
  private final Map<String, Long> tombstones = new HashMap<>();
  private final List<String> wrong = new ArrayList<>();
  private final CompletableFuture<Void> watch;
  private volatile boolean watching = true;
  private int rounds;

  Watcher(Shelves shelves, History history) {
    this.shelves = shelves;
    this.history = history;
    this.watch = CompletableFuture.runAsync(this::watch);
  }

  private void watch() {
    while (watching) {
      look();
    }
    look();
  }

  private void look() {
    rounds++;
    Map<String, Long> known = Map.copyOf(tombstones);
    for (Map<String, AttributeValue> item : TestDynamo.items(shelves.parcels.table())) {
      String id = Parcels.attribute(item, "id").n();
      long version = TestDynamo.version(item);
      rise(versions, Parcels.attribute(item, DynamoPlan.PARTITION_KEY).s() + " of " + id, version);
      Long left = known.get(id);
      if (left != null && version < left && !makesRoom(item, left)) {
        wrong.add(id + " is back in version " + version + " after " + left);
      }
    }
    for (Map<String, AttributeValue> item : shelves.entries()) {
      String id = Long.toString(Shelves.tombstoneOf(item));
      rise(tombstones, id, TestDynamo.version(item));
    }
  }

  /** A row that makes room ahead of a change leaves an item that the change is to replace. */
  private boolean makesRoom(Map<String, AttributeValue> item, long left) {
    long id = Long.parseLong(Parcels.attribute(item, "id").n());
    return history.puts(id, left + 1, Parcels.attribute(item, "shelf").s());
  }

  private void rise(Map<String, Long> seen, String what, long version) {
    Long before = seen.put(what, version);
    if (before != null && before > version) {
      wrong.add(what + " fell from " + before + " to " + version);
    }
  }

  /** What went back, once {@link #close()} has returned. */
  List<String> wrong() {
    return wrong;
  }

  /** How often it looked, once {@link #close()} has returned. */
  int rounds() {
    return rounds;
  }

  @Override
  public void close() {
    watching = false;
    watch.join();
  }
}
