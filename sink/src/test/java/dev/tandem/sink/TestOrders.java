/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sink;

import dev.tandem.wire.EntityOrder;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Orders that a test gives. */
final class TestOrders implements Orders {
  private final Map<String, EntityOrder> paused = new ConcurrentHashMap<>();
  private final List<String> restarts = new CopyOnWriteArrayList<>();
  private final AtomicLong seen = new AtomicLong();

  long pause(String topic) {
    paused.put(topic, new EntityOrder(Things.SCHEMA.name().toString(), "test", "ada", 0, "a test"));
    return seen.incrementAndGet();
  }

  long resume(String topic) {
    paused.remove(topic);
    return seen.incrementAndGet();
  }

  long restart(String topic) {
    restarts.add(topic);
    return seen.incrementAndGet();
  }

  @Override
  public void begin() {
    restarts.clear();
  }

  @Override
  public void look() {}

  @Override
  public Map<String, EntityOrder> paused() {
    return Map.copyOf(paused);
  }

  @Override
  public List<String> restarts() {
    List<String> all = List.copyOf(restarts);
    restarts.removeAll(all);
    return all;
  }

  @Override
  public long seen() {
    return seen.get();
  }

  @Override
  public void close() {}
}
