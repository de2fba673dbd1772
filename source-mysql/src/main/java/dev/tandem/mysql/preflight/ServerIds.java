/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.mysql.preflight;

import dev.tandem.model.preflight.Problem;
import dev.tandem.mysql.MySqlCode;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Of two readers with one server id, the server cuts off the older, for ever in turn. */
final class ServerIds implements Check {

  @Override
  public List<Problem> problems(Server server) throws SQLException {
    if (server.serverId().isEmpty()) {
      return List.of();
    }
    String ours = Long.toString(server.serverId().getAsLong());
    if (server.variable("server_id").orElse("").equals(ours)) {
      return List.of(problem(ours, "the server itself"));
    }
    String statement = server.isAtLeast(22) ? "SHOW REPLICAS" : "SHOW SLAVE HOSTS";
    return server.rows(statement).stream()
        .filter(replica -> ours.equals(id(replica)))
        .map(replica -> problem(ours, "a replica at " + replica.getOrDefault("Host", "")))
        .toList();
  }

  private static String id(Map<String, String> replica) {
    return replica.getOrDefault("Server_Id", replica.getOrDefault("Server_id", ""));
  }

  private static Problem problem(String id, String who) {
    return Problem.of(
        MySqlCode.SERVER_ID,
        "server_id " + id,
        "is also the number of "
            + who
            + ", and the server cuts off one of two readers of one number: set source.mysql.server_id to another.");
  }
}
