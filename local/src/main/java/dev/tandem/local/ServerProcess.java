/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.local;

import dev.tandem.model.error.TandemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts and stops the process of one server, as often as wanted. */
final class ServerProcess {
  private static final Logger LOG = LoggerFactory.getLogger(ServerProcess.class);
  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
  private static final Duration KILL_LIMIT = Duration.ofSeconds(10);
  private static final long PAUSE_MILLIS = 25;
  private static final int LOG_LINES = 15;
  private static final long LOG_BYTES = 64 * 1024;

  private final ServerPlan plan;
  private @Nullable Leash leash;

  ServerProcess(ServerPlan plan) {
    this.plan = plan;
  }

  boolean running() {
    return leash != null && leash.alive();
  }

  long pid() {
    if (leash == null) {
      throw new IllegalStateException(plan.name() + " has not been started");
    }
    return leash.pid();
  }

  /** Returns when the server takes requests. */
  void start() {
    if (running()) {
      return;
    }
    long begun = System.nanoTime();
    try {
      trimLog();
      Leash started = Leash.start(plan);
      leash = started;
      awaitReady(started, begun);
    } catch (IOException e) {
      throw ServerFolder.failed(plan.folder().path(), e);
    }
    LOG.info(
        "{} runs as process {}, started in {} ms",
        plan.name(),
        pid(),
        Duration.ofNanos(System.nanoTime() - begun).toMillis());
  }

  private void awaitReady(Leash started, long begun) {
    while (!isReady(started)) {
      if (!started.alive()) {
        throw failed("did not start");
      }
      if (System.nanoTime() - begun > START_LIMIT.toNanos()) {
        kill();
        throw failed("was not ready after " + START_LIMIT.toSeconds() + " s");
      }
      if (Thread.currentThread().isInterrupted()) {
        kill();
        throw failed("was not waited for");
      }
      started.ends(Duration.ofMillis(PAUSE_MILLIS));
    }
  }

  private boolean isReady(Leash started) {
    try {
      return plan.probe().ready(started.pid());
    } catch (IOException e) {
      return false;
    }
  }

  /** Stops in good order; a server that does not follow is killed. */
  void stop() {
    if (leash == null) {
      return;
    }
    for (String signal : plan.stopping().signals()) {
      leash.signal(signal);
      if (leash.ends(STOP_LIMIT)) {
        return;
      }
      LOG.warn("{} does not stop on {}", plan.name(), signal);
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
  TandemException failed(String what) {
    String log = logTail(plan.folder().log());
    if (Disk.says(log)) {
      return Disk.full(plan.folder().path(), null);
    }
    return new TandemException(
        LocalCode.START,
        plan.name() + " " + what + "; the end of " + plan.folder().log() + " says:\n" + log);
  }

  static String logTail(Path file) {
    try {
      List<String> lines = new String(lastBytes(file), StandardCharsets.UTF_8).lines().toList();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
    } catch (IOException e) {
      return "(the log cannot be read: " + e + ")";
    }
  }

  private static byte[] lastBytes(Path file) throws IOException {
    try (var channel = Files.newByteChannel(file)) {
      channel.position(Math.max(0, channel.size() - LOG_BYTES));
      return java.nio.channels.Channels.newInputStream(channel).readAllBytes();
    }
  }

  /** Keeps the logs of months of starts from filling the disk. */
  private void trimLog() throws IOException {
    Path log = plan.folder().log();
    if (Files.exists(log) && Files.size(log) > 16 * LOG_BYTES) {
      Files.write(log, lastBytes(log));
    }
  }
}
