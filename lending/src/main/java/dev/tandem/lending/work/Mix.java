/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending.work;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What a load is made of. */
public enum Mix {
  /** Of 100 operations 95 read, by key or a small range; the others change rows. */
  READ_HEAVY(List.of(new Flow(Deed.READ, 0.95), new Flow(Deed.CHANGE, 0.05)), false),
  /** Inserts, updates and deletes in all tables. */
  WRITE_HEAVY(List.of(new Flow(Deed.CHANGE, 1)), false),
  /** The same, but a twelfth of the time at ten times the rate, and else at so much less. */
  BURSTS(List.of(new Flow(Deed.CHANGE, 1)), true),
  /** The same, but half of the changed rows in transactions of 1,000 to 10,000. */
  BIG_TRANSACTIONS(List.of(new Flow(Deed.CHANGE, 0.5), new Flow(Deed.BIG, 0.5)), false);

  private static final Duration PERIOD = Duration.ofMinutes(1);

  @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list of records
  private final List<Flow> flows;

  private final boolean bursts;

  Mix(List<Flow> flows, boolean bursts) {
    this.flows = flows;
    this.bursts = bursts;
  }

  /**
   * Transactions of one kind.
   *
   * @param share of the rate
   */
  record Flow(Deed deed, double share) {}

  /** As users write it: {@code read-heavy}. */
  public String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Its kinds of transactions, whose shares are one together. */
  List<Flow> flows() {
    return flows;
  }

  /** The part of the rate that changes rows. */
  double changes() {
    return flows.stream().filter(flow -> flow.deed() != Deed.READ).mapToDouble(Flow::share).sum();
  }

  /**
   * How operations are spread over time.
   *
   * @param measured how long they are, behind the warm-up; a shorter one than a minute has one
   *     burst
   */
  Tide tide(Duration warmUp, Duration measured) {
    Duration period = measured.compareTo(PERIOD) < 0 ? measured : PERIOD;
    return new Tide(warmUp.toNanos(), period.toNanos(), bursts);
  }
}
