/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import dev.tandem.model.target.TargetUnavailable;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has parcels written many at a time, as many of each table as the table takes. A table that
 * refuses some keeps no thread from the others, and is waited for only so long.
 */
final class Traffic implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Traffic.class);
  private static final Duration REMINDER = Duration.ofSeconds(30);

  private final Workers workers;
  private final int most;
  private final Duration patience;
  private final Map<String, Pace> paces = new HashMap<>();
  private final Map<String, Long> told = new HashMap<>();

  /**
   * Traffic over some threads.
   *
   * @param most how many parcels are under way at a time
   * @param patience for how long a table that refuses some is waited for
   */
  Traffic(Workers workers, int most, Duration patience) {
    this.workers = workers;
    this.most = most;
    this.patience = patience;
  }

  /**
   * Has everything written.
   *
   * @param work writes a parcel, and returns what is left of it when DynamoDB takes no more; that
   *     may be empty
   * @return what was left of tables that take less than there is, when patience was over
   * @throws TargetUnavailable when writing one of them did; nothing is under way any more
   */
  List<Parcel> carry(Collection<Parcel> parcels, UnaryOperator<Parcel> work) {
    Map<String, TableQueue> queues = new LinkedHashMap<>();
    for (Parcel parcel : parcels) {
      queues.computeIfAbsent(parcel.table(), this::queue).add(parcel);
    }
    return new Journey(workers, most, work, List.copyOf(queues.values()), patience).run();
  }

  private TableQueue queue(String table) {
    return new TableQueue(
        table, paces.computeIfAbsent(table, name -> new Pace(most, System.nanoTime())), this::tell);
  }

  private void tell(String table, Pace pace) {
    long now = System.nanoTime();
    Long last = told.get(table);
    if (last == null || now - last > REMINDER.toNanos()) {
      told.put(table, now);
      LOG.warn(
          "{}: table {} takes fewer writes than there are, now {} at a time. {}",
          DynamoCode.THROTTLED.code(),
          table,
          pace.limit(),
          DynamoCode.THROTTLED.remedy());
    }
  }

  @Override
  public void close() {
    workers.close();
  }
}
