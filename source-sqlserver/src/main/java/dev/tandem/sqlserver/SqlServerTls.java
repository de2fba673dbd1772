/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How connections to SQL Server are encrypted.
 *
 * @param trust the certificates to trust, or empty for those that the JVM trusts
 * @param name the name that the certificate must bear, or empty for the host's
 */
public record SqlServerTls(Mode mode, Optional<Store> trust, Optional<String> name) {

  /** No encryption: for loopback, or where the user insists. */
  public static final SqlServerTls DISABLED =
      new SqlServerTls(Mode.DISABLED, Optional.empty(), Optional.empty());

  /** Encrypted, and the server proves by a certificate that the JVM trusts that it is the host. */
  public static final SqlServerTls VERIFY =
      new SqlServerTls(Mode.VERIFY, Optional.empty(), Optional.empty());

  /** What a connection demands of the server. */
  public enum Mode {
    /** Nothing is encrypted but the login, where the server can. */
    DISABLED,
    /** Encrypted, but anybody may be at the other end. */
    REQUIRED,
    /** The server's certificate is trusted and bears the name. */
    VERIFY
  }

  /** A PKCS #12 or JKS file of certificates; its password stays out of {@link #toString}. */
  public record Store(Path file, Optional<String> password) {
    @Override
    public String toString() {
      return "Store[file=" + file + "]";
    }
  }
}
