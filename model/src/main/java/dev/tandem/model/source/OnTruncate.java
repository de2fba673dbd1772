/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.source;

/** What becomes of the rows of a table that is truncated at the source. */
public enum OnTruncate {
  /** They are deleted at the targets, as if they had been deleted one by one. */
  APPLY,
  /** Capture stops, and a person decides. */
  STOP
}
