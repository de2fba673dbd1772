/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.status.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where to listen.
 *
 * @param port 0 for any that is free
 */
public record Address(String host, int port) {
  /** Only this machine. */
  public static final String LOOPBACK = "127.0.0.1";

  private static final Pattern FORM =
      Pattern.compile("(?:(?:\\[([^]\\s]+)]|([^:\\s]+)):)?(\\d{1,5})");
  private static final int LAST_PORT = 65_535;

  /** Reads {@code [HOST:]PORT}; empty when it is something else. An IPv6 address is in brackets. */
  public static Optional<Address> of(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches() || Integer.parseInt(parts.group(3)) > LAST_PORT) {
      return Optional.empty();
    }
    String host = parts.group(1) != null ? parts.group(1) : parts.group(2);
    return Optional.of(
        new Address(host == null ? LOOPBACK : host, Integer.parseInt(parts.group(3))));
  }
}
