/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending.work;

/**
 * When how much of a load is due. Its mean is always the rate.
 *
 * @param warmUp nanoseconds without bursts, at first
 * @param period nanoseconds from burst to burst; each lasts a twelfth of it, in its middle
 */
record Tide(long warmUp, long period, boolean bursts) {
  private static final double BURST = 10;
  private static final double PART = 1.0 / 12;
  private static final double EBB = (1 - BURST * PART) / (1 - PART);
  private static final double BEGIN = (1 - PART) / 2;

  /**
   * When an operation is due.
   *
   * @param steady when it would be, if nothing ever burst; nanoseconds from the start of the
   *     warm-up, as the result
   */
  long due(double steady) {
    if (!bursts || steady <= warmUp) {
      return (long) steady;
    }
    double rest = (steady - warmUp) / period;
    double whole = Math.floor(rest);
    return warmUp + (long) ((whole + within(rest - whole)) * period);
  }

  /** The part of a period after which that part of its operations is due. */
  private static double within(double operations) {
    double before = BEGIN * EBB;
    if (operations < before) {
      return operations / EBB;
    } else if (operations < before + PART * BURST) {
      return BEGIN + (operations - before) / BURST;
    }
    return BEGIN + PART + (operations - before - PART * BURST) / EBB;
  }
}
