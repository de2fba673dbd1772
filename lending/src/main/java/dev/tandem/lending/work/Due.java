/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending.work;

/**
 * A transaction that is to be done.
 *
 * @param dueNanos when, by {@link System#nanoTime}
 * @param size changed rows or reads that it is thought to come to
 * @param number how many probes were due before it, of one that carries a probe
 */
record Due(Deed deed, long dueNanos, double size, long number, Schedule schedule) {
  /** Whether rows are changed with it that are looked for at the targets. */
  boolean isProbe() {
    return deed == Deed.PROBE || deed == Deed.BIG;
  }
}
