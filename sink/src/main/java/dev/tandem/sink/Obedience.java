/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sink;

import dev.tandem.model.target.Lane;
import dev.tandem.wire.EntityOrder;
import dev.tandem.wire.report.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a sink do what operators order of single entities, and tells when it has: no lane of a paused
 * entity is written to any more, and a restart has reached those who had stopped it. Used by the
 * polling thread alone.
 */
final class Obedience {
  private static final Logger LOG = LoggerFactory.getLogger(Obedience.class);

  private final String sink;
  private final Orders orders;
  private final Lanes lanes;
  private final SinkMeter meter;
  private final Map<String, EntityOrder> paused = new HashMap<>();
  private final List<Future<?>> restarting = new ArrayList<>();

  Obedience(String sink, Orders orders, Lanes lanes, SinkMeter meter) {
    this.sink = sink;
    this.orders = orders;
    this.lanes = lanes;
    this.meter = meter;
  }

  /**
   * Before the first lane is assigned, or a sink that starts would write what is paused.
   *
   * @return whether Kafka told; when not, it is to be asked again
   */
  boolean begin() {
    meter.work().obeyed(this, 0);
    try {
      orders.begin();
      return true;
    } catch (RetriableException e) {
      LOG.warn("{} waits for Kafka to tell what was ordered of it: {}", sink, e.getMessage());
      return false;
    }
  }

  /**
   * To be called before each poll.
   *
   * @param writing the lanes of the batch that is being written
   * @param restart has the writing thread forget why an entity, named by its topic, is stopped
   */
  void turn(
      Set<Lane> writing, Consumer<byte[], byte[]> consumer, Function<String, Future<?>> restart) {
    orders.look();
    Map<String, EntityOrder> now = orders.paused();
    boolean isHeld = lanes.pause(now.keySet(), writing, consumer);
    for (String topic : orders.restarts()) {
      LOG.info("{} begins anew with {}, as ordered", sink, topic);
      lanes.wake(topic);
      restarting.add(restart.apply(topic));
    }
    restarting.removeIf(Future::isDone);
    resume(now);
    if (isHeld) {
      pause(now);
    }
    if (isHeld && restarting.isEmpty()) {
      meter.work().obeyed(this, orders.seen());
    }
  }

  private void resume(Map<String, EntityOrder> now) {
    for (Map.Entry<String, EntityOrder> former : Map.copyOf(paused).entrySet()) {
      if (!now.containsKey(former.getKey())) {
        LOG.info("{} goes on with {}, as ordered", sink, former.getKey());
        meter.work().subject(former.getValue().entity()).resumes();
        paused.remove(former.getKey());
      }
    }
  }

  private void pause(Map<String, EntityOrder> now) {
    now.forEach(
        (topic, order) -> {
          if (!order.equals(paused.put(topic, order))) {
            LOG.info("{} pauses {}, as ordered by {}", sink, topic, order.by());
            meter.work().subject(order.entity()).pauses(reason(order));
          }
        });
  }

  private static Reason reason(EntityOrder order) {
    return new Reason(
        SinkCode.PAUSED.code(),
        order.entity()
            + " is paused at "
            + order.target()
            + " "
            + order.line()
            + ". "
            + SinkCode.PAUSED.remedy());
  }

  void end() {
    meter.work().obeysNoMore(this);
    orders.close();
  }
}
