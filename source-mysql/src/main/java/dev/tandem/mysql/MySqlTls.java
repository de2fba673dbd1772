/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.mysql;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How connections to MySQL are encrypted.
 *
 * @param trust the certificates to trust, or empty for those that the JVM trusts
 * @param identity this client's own certificate and key, where the server asks for one
 */
public record MySqlTls(Mode mode, Optional<Store> trust, Optional<Store> identity) {

  /** No encryption: for loopback, or where the user insists. */
  public static final MySqlTls DISABLED =
      new MySqlTls(Mode.DISABLED, Optional.empty(), Optional.empty());

  /** Encrypted, and the server proves by a certificate that the JVM trusts that it is the host. */
  public static final MySqlTls VERIFY_IDENTITY =
      new MySqlTls(Mode.VERIFY_IDENTITY, Optional.empty(), Optional.empty());

  /** What a connection demands of the server, in the words of MySQL's own clients. */
  public enum Mode {
    /** Nothing is encrypted. */
    DISABLED,
    /** Encrypted, but anybody may be at the other end. */
    REQUIRED,
    /** The server's certificate is trusted, whatever name it bears. */
    VERIFY_CA,
    /** The server's certificate is trusted and bears the host's name. */
    VERIFY_IDENTITY
  }

  /** A PKCS #12 or JKS file of certificates; its password stays out of {@link #toString}. */
  public record Store(Path file, Optional<String> password) {
    @Override
    public String toString() {
      return "Store[file=" + file + "]";
    }
  }
}
