/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver.preflight;

import dev.tandem.model.preflight.Problem;
import java.sql.SQLException;
import java.util.List;

/** One thing that must hold in a database. */
interface Check {

  /** What is wrong; empty when nothing is. */
  List<Problem> problems(Server server, String database) throws SQLException;
}
