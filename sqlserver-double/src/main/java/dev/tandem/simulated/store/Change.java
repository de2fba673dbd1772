/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.store;

import dev.tandem.simulated.value.Row;

/** A row that was written. */
public sealed interface Change {
  Table table();

  /** A row that is new. */
  record Inserted(Table table, Key key, Row after) implements Change {}

  /** A row that stayed where it was. */
  record Updated(Table table, Key key, Row before, Row after) implements Change {}

  /** A row whose primary key changed. */
  record Rekeyed(Table table, Key from, Row before, Key to, Row after) implements Change {}

  /** A row that is gone. */
  record Deleted(Table table, Key key, Row before) implements Change {}
}
