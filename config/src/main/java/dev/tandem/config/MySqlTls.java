/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import java.util.Optional;

/**
 * How the connection to MySQL is protected.
 *
 * @param truststore the authorities that {@link Mode#VERIFY_CA} and {@link Mode#VERIFY_IDENTITY}
 *     believe; empty for those of the JVM
 * @param keystore the certificate that Tandem shows, if any
 */
public record MySqlTls(
    Mode mode, Optional<KeyStoreFile> truststore, Optional<KeyStoreFile> keystore) {

  /** How much is asked of the server, in MySQL's own words. */
  public enum Mode {
    /** Plain text. */
    DISABLED,
    /** Encrypted, whoever the server is. */
    REQUIRED,
    /** Encrypted, with a certificate of a known authority. */
    VERIFY_CA,
    /** Encrypted, with a certificate of a known authority for this very host. */
    VERIFY_IDENTITY;

    /** What holds when the file says nothing: nobody listens between a server here and Tandem. */
    static Mode leftOut(String host) {
      return Hosts.isThisMachine(host) ? DISABLED : VERIFY_IDENTITY;
    }

    boolean checksCertificate() {
      return this == VERIFY_CA || this == VERIFY_IDENTITY;
    }
  }
}
