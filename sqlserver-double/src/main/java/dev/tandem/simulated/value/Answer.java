/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.value;

import java.util.List;

/** What one statement of a batch comes to. */
public sealed interface Answer {
  /** Rows, which are read once, while they are sent. */
  record Rows(List<Column> columns, Iterable<Row> rows) implements Answer {
    public Rows {
      columns = List.copyOf(columns);
    }
  }

  /** How many rows were written. */
  record Count(Command command, long rows) implements Answer {}

  /** What counts rows. */
  enum Command {
    SELECT,
    INSERT,
    UPDATE,
    DELETE
  }

  /** The session moved to another database. */
  record Moved(String from, String to) implements Answer {}

  /** Nothing but that it is done. */
  record Done() implements Answer {}
}
