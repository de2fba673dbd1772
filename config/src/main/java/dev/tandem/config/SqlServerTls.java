/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import java.util.Optional;

/**
 * How the connection to SQL Server is protected.
 *
 * @param truststore the authorities that {@link Mode#VERIFY} believes; empty for those of the JVM
 * @param hostName the name that the certificate bears; empty for the host's
 */
public record SqlServerTls(
    Mode mode, Optional<KeyStoreFile> truststore, Optional<String> hostName) {

  /** How much is asked of the server. */
  public enum Mode {
    /** Plain text but for the login, where the server can encrypt that. */
    DISABLED,
    /** Encrypted, whoever the server is. */
    REQUIRED,
    /** Encrypted, with a certificate of a known authority for this very host. */
    VERIFY;

    /** What holds when the file says nothing: nobody listens between a server here and Tandem. */
    static Mode leftOut(String host) {
      return Hosts.isThisMachine(host) ? DISABLED : VERIFY;
    }

    boolean checksCertificate() {
      return this == VERIFY;
    }
  }
}
