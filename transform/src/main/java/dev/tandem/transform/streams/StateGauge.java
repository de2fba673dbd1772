/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform.streams;

import dev.tandem.model.fault.FailPoint;
import dev.tandem.wire.report.StateReport;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How large the state of an app is, and how far it is restored. Safe for several threads.
 *
 * <p>Restoring lasts from the first store that is read back until the app goes on, since stores
 * begin and end one after the other.
 */
final class StateGauge implements StateRestoreListener {
  private static final Logger LOG = LoggerFactory.getLogger(StateGauge.class);
  private static final String ROWS = "estimate-num-keys";
  private static final String FILES = "total-sst-files-size";
  private static final String MEMORY = "cur-size-all-mem-tables";

  private final String name;
  private final Map<Place, Restoring> restoring = new ConcurrentHashMap<>();
  private final AtomicLong since = new AtomicLong();
  private final AtomicLong lastMillis = new AtomicLong();

  StateGauge(String name) {
    this.name = name;
  }

  StateReport report(KafkaStreams streams) {
    long rows = 0;
    long bytes = 0;
    for (Metric metric : streams.metrics().values()) {
      switch (metric.metricName().name()) {
        case ROWS -> rows += number(metric);
        case FILES, MEMORY -> bytes += number(metric);
        default -> {
          // of no concern here
        }
      }
    }
    long restored = restoring.values().stream().mapToLong(one -> one.restored.get()).sum();
    long all = restoring.values().stream().mapToLong(one -> one.all.get()).sum();
    long millis = restoring.isEmpty() ? lastMillis.get() : millisSince();
    return new StateReport(name, rows, bytes, restored, all, millis);
  }

  /** The app has all of its state, and goes on. */
  void complete() {
    if (!restoring.isEmpty()) {
      lastMillis.set(millisSince());
      restoring.clear();
    }
  }

  private static long number(Metric metric) {
    return metric.metricValue() instanceof Number number ? number.longValue() : 0;
  }

  private long millisSince() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since.get());
  }

  @Override
  public void onRestoreStart(TopicPartition partition, String store, long start, long end) {
    if (restoring.isEmpty()) {
      since.set(System.nanoTime());
    }
    restoring.put(new Place(partition, store), new Restoring(end - start));
  }

  @Override
  public void onBatchRestored(TopicPartition partition, String store, long end, long restored) {
    Restoring known = restoring.get(new Place(partition, store));
    if (known != null) {
      known.restored.addAndGet(restored);
    }
    FailPoint.hit("transform.mid-restore");
  }

  /** The changelog's offsets count the marks of transactions, too, which are no records. */
  @Override
  public void onRestoreEnd(TopicPartition partition, String store, long total) {
    Restoring known = restoring.get(new Place(partition, store));
    if (known != null) {
      known.all.set(known.restored.get());
    }
    if (total > 0) {
      LOG.debug("{}: {} records of {} restored", name, total, store);
    }
  }

  @Override
  public void onRestoreSuspended(TopicPartition partition, String store, long total) {
    restoring.remove(new Place(partition, store));
  }

  private record Place(TopicPartition partition, String store) {}

  private record Restoring(AtomicLong all, AtomicLong restored) {
    Restoring(long all) {
      this(new AtomicLong(all), new AtomicLong());
    }
  }
}
