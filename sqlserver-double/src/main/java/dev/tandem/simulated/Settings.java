/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated;

import java.time.Clock;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How a double is started.
 *
 * @param port 0 for any that is free
 * @param tls has the server's certificate; null for a server that cannot encrypt
 * @param clock what the server takes for the time
 */
public record Settings(
    int port, String user, String password, @Nullable SSLContext tls, Clock clock) {
  /** Any port, user sa, no TLS. */
  public static Settings usual() {
    return new Settings(0, "sa", "Tandem-1", null, Clock.systemUTC());
  }

  public Settings withPort(int chosen) {
    return new Settings(chosen, user, password, tls, clock);
  }

  public Settings withUser(String chosenUser, String chosenPassword) {
    return new Settings(port, chosenUser, chosenPassword, tls, clock);
  }

  public Settings withTls(SSLContext chosen) {
    return new Settings(port, user, password, chosen, clock);
  }

  public Settings withClock(Clock chosen) {
    return new Settings(port, user, password, tls, chosen);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "Settings[port=" + port + ", user=" + user + ", tls=" + (tls != null) + "]";
  }
}
