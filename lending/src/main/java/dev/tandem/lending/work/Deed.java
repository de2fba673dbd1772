/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending.work;

/** What a transaction of an open load is for. */
public enum Deed {
  /** Reads rows. */
  READ,
  /** Changes rows as the business does. */
  CHANGE,
  /** Changes thousands of rows. */
  BIG,
  /** Changes rows that nobody else changes, to be looked for at the targets. */
  PROBE
}
