/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending.work;

import java.sql.SQLException;
import java.util.Set;

/** What a refused statement means for a client. */
enum Trouble {
  /** Another client holds the rows: the same again. */
  AGAIN,
  /** Another row has the value or the key, or refers to this one: something else instead. */
  IN_THE_WAY,
  /** The session is lost: a new one. */
  LOST,
  /** Nothing that a client could do about. */
  FATAL;

  /** The SQL state of a lost session. */
  static final String LOST_STATE = "08S01";

  private static final Set<Integer> DEADLOCKS = Set.of(1213, 1205);
  private static final Set<Integer> CONSTRAINTS = Set.of(1062, 1451, 1452);

  static Trouble of(SQLException e) {
    if (DEADLOCKS.contains(e.getErrorCode())) {
      return AGAIN;
    } else if (CONSTRAINTS.contains(e.getErrorCode())) {
      return IN_THE_WAY;
    }
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    return state.startsWith("08") ? LOST : FATAL;
  }
}
