/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending.work;

import java.sql.Connection;
import java.sql.SQLException;

/** Opens sessions in the database. */
@FunctionalInterface
public interface Sessions {

  /** A session of its own, to be closed by the caller. */
  Connection open() throws SQLException;
}
