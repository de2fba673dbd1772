/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending.work;

/** What is counted. */
enum Kind {
  INSERT,
  UPDATE,
  DELETE,
  KEY_CHANGE,
  SWAP,
  ROLLBACK,
  TRANSACTION;

  /** Whether it is a change of a row. */
  boolean isChange() {
    return ordinal() <= KEY_CHANGE.ordinal();
  }
}
