/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.mysql.preflight;

import dev.tandem.model.preflight.Problem;
import java.sql.SQLException;
import java.util.List;

/** One thing that must hold. */
interface Check {

  /** What is wrong; empty when nothing is. */
  List<Problem> problems(Server server) throws SQLException;
}
