/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.mysql.preflight;

import dev.tandem.model.preflight.Problem;
import dev.tandem.mysql.MySqlCode;
import java.util.List;

/** The connector reads the log of MySQL 8; MariaDB's is another. */
final class ServerVersion implements Check {

  @Override
  public List<Problem> problems(Server server) {
    String version = server.variable("version").orElse("");
    return server.isAtLeast(0) && !version.contains("MariaDB")
        ? List.of()
        : List.of(
            Problem.of(
                MySqlCode.VERSION,
                server.where(),
                "the server is "
                    + version
                    + ", and only MySQL 8.0 and later can be captured: upgrade it, or capture from a replica of that release."));
  }
}
