/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.local;

import dev.tandem.model.error.TandemException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** Picks TCP ports on 127.0.0.1. */
final class Ports {
  /** Below what Linux hands to outgoing connections, one of which could else take it over. */
  private static final int HIGHEST = 32_000;

  private static final int LOWEST = 15_000;
  private static final int TRIES = 1_000;
  private static final int PATIENCE = 40;
  private static final long PAUSE_NANOS = 50_000_000;

  /** A server that starts beside this one may not have bound its port yet. */
  private static final Set<Integer> HANDED_OUT = ConcurrentHashMap.newKeySet();

  private Ports() {}

  static int free() {
    return IntStream.generate(() -> ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST))
        .limit(TRIES)
        .filter(port -> isFree(port) && HANDED_OUT.add(port))
        .findFirst()
        .orElseThrow(
            () ->
                new TandemException(
                    LocalCode.PORT,
                    "No free port was found between " + LOWEST + " and " + HIGHEST + "."));
  }

  /**
   * A process that is being started holds all our sockets for a moment, the one that probed this
   * port among them.
   */
  static boolean isFreeSoon(int port) {
    for (int tries = 0; tries < PATIENCE; tries++) {
      if (isFree(port)) {
        return true;
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return false;
  }

  static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true); // what the servers do: a port in TIME_WAIT is free
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
