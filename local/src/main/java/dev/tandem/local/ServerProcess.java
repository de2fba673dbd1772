/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.local;

import dev.tandem.model.error.TandemException;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts and stops the process of one server, as often as wanted. */
final class ServerProcess {
  private static final Logger LOG = LoggerFactory.getLogger(ServerProcess.class);
  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
  private static final Duration KILL_LIMIT = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(25);

  private final String name;
  private final Launch launch;
  private final Probe probe;
  private @Nullable Leash leash;

  /** Asks a server that has been started whether it takes requests by now. */
  interface Probe {
    /** An exception means no, as does false. */
    boolean ready(long pid) throws IOException;
  }

  ServerProcess(String name, Launch launch, Probe probe) {
    this.name = name;
    this.launch = launch;
    this.probe = probe;
  }

  boolean running() {
    return leash != null && leash.alive();
  }

  /**
   * Returns when the server takes requests; does nothing when it runs.
   *
   * @param port which it needs, and no other program may have taken meanwhile
   */
  void start(int port) {
    if (running()) {
      return;
    }
    launch.folder().requirePort(name, port);
    long begun = System.nanoTime();
    Leash started = open();
    leash = started;
    awaitReady(started, begun);
    long millis = Duration.ofNanos(System.nanoTime() - begun).toMillis();
    LOG.info("{} runs as process {}, started in {} ms", name, started.pid(), millis);
  }

  private Leash open() {
    try {
      launch.folder().log().begin();
      return Leash.start(launch);
    } catch (IOException e) {
      if (Disk.isFull(e)) {
        throw Disk.full(launch.folder().path(), e);
      }
      throw new TandemException(LocalCode.START, name + " could not be started: " + e, e);
    }
  }

  private void awaitReady(Leash started, long begun) {
    while (!isReady(started)) {
      if (!started.alive()) {
        throw failed("ended with status " + started.status() + " instead of starting");
      }
      if (System.nanoTime() - begun > START_LIMIT.toNanos()) {
        kill();
        throw failed("was not ready after " + START_LIMIT.toSeconds() + " s");
      }
      if (Thread.currentThread().isInterrupted()) {
        kill();
        throw failed("was not waited for");
      }
      started.ends(PAUSE);
    }
  }

  private boolean isReady(Leash started) {
    try {
      return probe.ready(started.pid());
    } catch (IOException e) {
      return false;
    }
  }

  /** Runs it like a program that ends by itself, and throws unless that ends well. */
  void runToEnd() {
    Leash started = open();
    if (!started.ends(START_LIMIT)) {
      started.kill();
      throw failed("was not done after " + START_LIMIT.toSeconds() + " s");
    }
    if (started.status() != 0) {
      throw failed("ended with status " + started.status());
    }
  }

  /** Stops in good order; a server that does not follow is killed. */
  void stop() {
    if (leash == null || !leash.alive()) {
      return;
    }
    for (String signal : launch.stopping().signals()) {
      leash.signal(signal);
      if (leash.ends(STOP_LIMIT)) {
        return;
      }
      LOG.warn("{} does not stop on {}", name, signal);
    }
    kill();
  }

  /** Ends the process at once, as a power cut would. */
  void kill() {
    if (leash != null) {
      leash.kill();
      leash.ends(KILL_LIMIT);
    }
  }

  /** The failure to tell, with the end of the server's log. */
  private TandemException failed(String what) {
    ServerFolder folder = launch.folder();
    String log = folder.log().tail();
    if (Disk.says(log)) {
      return Disk.full(folder.path(), null);
    }
    return new TandemException(
        LocalCode.START,
        name + " " + what + "; the end of " + folder.log().file() + " says:\n" + log);
  }
}
