/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending.work;

import dev.tandem.lending.dialect.Dialect;
import java.sql.SQLException;

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

  static Trouble of(SQLException e, Dialect dialect) {
    if (dialect.conflicts().contains(e.getErrorCode())) {
      return AGAIN;
    } else if (dialect.constraints().contains(e.getErrorCode())) {
      return IN_THE_WAY;
    }
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    return state.startsWith("08") ? LOST : FATAL;
  }
}
