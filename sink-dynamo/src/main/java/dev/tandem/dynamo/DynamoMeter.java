/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import java.util.Locale;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;

/**
 * What the writes of a target have taken since it was made, as DynamoDB counts it. Requests that it
 * refuses cost, too, but it does not tell how much. Safe for several threads.
 */
public final class DynamoMeter {
  /**
   * US dollars for a million write units on demand: the price of us-east-1 for tables of class
   * Standard; elsewhere it is up to twice as much.
   */
  public static final double PRICE = 0.625;

  private final LongAdder changes = new LongAdder();
  private final LongAdder throttled = new LongAdder();
  private final DoubleAdder units = new DoubleAdder();

  void applied(int count) {
    changes.add(count);
  }

  void took(@Nullable ConsumedCapacity capacity) {
    if (capacity != null && capacity.capacityUnits() != null) {
      units.add(capacity.capacityUnits());
    }
  }

  void throttledOnce() {
    throttled.increment();
  }

  /** Rows written or deleted. */
  long changes() {
    return changes.sum();
  }

  /** Requests that were refused because there were too many. */
  long throttled() {
    return throttled.sum();
  }

  /** Write units of all tables, those for tombstones, seals and indexes included. */
  double writeUnits() {
    return units.sum();
  }

  /** All of it in one line. */
  @Override
  public String toString() {
    double each = changes() == 0 ? 0 : writeUnits() / changes();
    return String.format(
        Locale.ROOT,
        "%,d changes took %,.0f write units, %.2f each: %.2f USD per million at %.3f USD per million"
            + " units on demand; %,d requests throttled",
        changes(),
        writeUnits(),
        each,
        each * PRICE,
        PRICE,
        throttled());
  }
}
