/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import java.util.Optional;

/**
 * Who asks a SQL Server.
 *
 * @param user for {@link Kind#KERBEROS} the principal
 * @param domain of the Windows account, if the user does not name it; only with {@link Kind#NTLM}
 */
public record SqlServerLogin(Kind kind, String user, Secret password, Optional<String> domain) {

  /** How the server knows who asks. */
  public enum Kind {
    /** By a login and password of the server's own. */
    SQL,
    /** By a Windows account and its password. */
    NTLM,
    /** By a ticket for a Windows account. */
    KERBEROS
  }
}
