/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Who asks the server.
 *
 * @param user for Kerberos the principal
 * @param password asked for before each connection, since it may have been changed since the last
 * @param domain of a Windows account; empty for a login of the server's own
 */
public record SqlServerLogin(
    Kind kind, String user, Supplier<String> password, Optional<String> domain) {

  /** A login of the server's own, with a password that stays. */
  public static SqlServerLogin sql(String user, String password) {
    return new SqlServerLogin(Kind.SQL, user, () -> password, Optional.empty());
  }

  /** How the server knows who asks. */
  public enum Kind {
    /** By a login and password of the server's own. */
    SQL,
    /** By a Windows account and its password. */
    NTLM,
    /** By a ticket for a Windows account. */
    KERBEROS
  }

  /** Never the password. */
  @Override
  public String toString() {
    return domain.map(name -> name + '\\').orElse("") + user;
  }
}
