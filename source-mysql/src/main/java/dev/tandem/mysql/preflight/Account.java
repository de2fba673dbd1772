/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.mysql.preflight;

import dev.tandem.mysql.Sql;
import java.sql.SQLException;

/** The account that the server matched, which grants are made to. */
record Account(String user, String host) {

  static Account of(Server server) throws SQLException {
    String account =
        server.rows("SELECT CURRENT_USER() AS account").get(0).getOrDefault("account", "@");
    int at = account.lastIndexOf('@');
    return new Account(account.substring(0, at), account.substring(at + 1));
  }

  /** {@code 'user'@'host'}. */
  @Override
  public String toString() {
    return Sql.literal(user) + '@' + Sql.literal(host);
  }
}
