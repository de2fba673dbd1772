/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.mysql.preflight;

import dev.tandem.model.preflight.Problem;
import dev.tandem.mysql.MySqlCode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Following the log, and holding still for the moment at which a snapshot begins. */
final class Privileges implements Check {
  private static final String LOCK_TABLES = "LOCK TABLES";

  @Override
  public List<Problem> problems(Server server) throws SQLException {
    Account account = Account.of(server);
    Grants grants = Grants.withRoles(server);
    List<Problem> problems = new ArrayList<>();
    for (String privilege : List.of("REPLICATION SLAVE", "REPLICATION CLIENT")) {
      if (!grants.everywhere(privilege)) {
        problems.add(missing(account, privilege, "follow the binary log"));
      }
    }
    if (!grants.everywhere("RELOAD", "FLUSH_TABLES") && !mayLockEach(server)) {
      String least = server.isAtLeast(23) ? "FLUSH_TABLES" : "RELOAD";
      problems.add(missing(account, least, "begin a snapshot at one point in the log"));
    }
    return problems;
  }

  /** The connector's second way; it does not look at roles there. */
  private static boolean mayLockEach(Server server) throws SQLException {
    Grants own = Grants.own(server);
    return server.plan().databases().stream().allMatch(database -> own.on(database, LOCK_TABLES));
  }

  private static Problem missing(Account account, String privilege, String purpose) {
    return Problem.of(
        MySqlCode.PRIVILEGE,
        account.toString(),
        "lacks the privilege " + privilege + ", without which capture cannot " + purpose + '.',
        "GRANT " + privilege + " ON *.* TO " + account);
  }
}
