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
    return this == INSERT || this == UPDATE || this == DELETE || this == KEY_CHANGE;
  }
}
