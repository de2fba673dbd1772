/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells now and then what the writes have taken. */
final class Bill {
  private static final Logger LOG = LoggerFactory.getLogger(Bill.class);
  private static final Duration INTERVAL = Duration.ofMinutes(10);

  private final DynamoMeter meter;
  private long last = System.nanoTime();
  private long told;

  Bill(DynamoMeter meter) {
    this.meter = meter;
  }

  void add(int applied) {
    meter.applied(applied);
    if (System.nanoTime() - last > INTERVAL.toNanos()) {
      tell();
    }
  }

  /** Says it, unless nothing has changed since. */
  void tell() {
    last = System.nanoTime();
    if (meter.changes() > told) {
      told = meter.changes();
      LOG.info("DynamoDB: {}", meter);
    }
  }
}
