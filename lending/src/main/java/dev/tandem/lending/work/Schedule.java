/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending.work;

/**
 * When the transactions of one kind are due: at times that nothing but their sizes decides, never
 * how long those before took. A transaction whose size was guessed wrong moves the later ones.
 */
final class Schedule {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final int GUESSES = 20;

  private final Tide tide;
  private final double perSecond;
  private final double guess;
  private double planned;
  private double debt;
  private double done;
  private long counted;

  /**
   * Nothing is due before half a transaction would be.
   *
   * @param perSecond operations in a second, in the mean: changed rows, or reads
   * @param guess operations of a transaction, until some were counted
   */
  Schedule(Tide tide, double perSecond, double guess) {
    this.tide = tide;
    this.perSecond = perSecond;
    this.guess = guess;
    this.planned = guess / 2;
  }

  /** When the next one is due, in nanoseconds from the start. */
  synchronized long due() {
    return tide.due(planned / perSecond * NANOS_PER_SECOND);
  }

  /** What a transaction is likely to come to. */
  synchronized double expected() {
    return (guess * GUESSES + done) / (GUESSES + counted);
  }

  /** The next one has become due, and will be of about that size. */
  synchronized void advance(double operations) {
    double step = Math.max(0, operations + debt);
    debt += operations - step;
    planned += step;
  }

  /** One has been done: it was of that size, and had been thought to be of another. */
  synchronized void done(double operations, double thought) {
    debt += operations - thought;
    done += operations;
    counted++;
  }
}
