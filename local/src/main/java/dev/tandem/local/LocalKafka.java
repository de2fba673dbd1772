/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.local;

import dev.tandem.model.error.TandemException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.AppInfoParser;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kafka broker with its controller in this JVM. Its threads are no daemons: the JVM does not end
 * before {@link #close()}.
 */
public final class LocalKafka implements LocalServer {
  private static final Logger LOG = LoggerFactory.getLogger(LocalKafka.class);
  private static final String NAME = "Kafka " + AppInfoParser.getVersion();
  private static final long START_LIMIT_SECONDS = 120;

  private final ServerFolder folder;
  private final KafkaProperties properties;
  private @Nullable KafkaRaftServer server;

  private LocalKafka(ServerFolder folder, KafkaSettings settings) {
    this.folder = folder;
    Map<String, Integer> further = new HashMap<>();
    for (String protocol : settings.listeners()) {
      further.put(protocol, folder.port("port-" + protocol.toLowerCase(Locale.ROOT)));
    }
    this.properties =
        new KafkaProperties(
            folder.data(),
            folder.port("port"),
            folder.port("controller-port"),
            Map.copyOf(further),
            settings);
  }

  /** Starts it without telling progress. */
  public static LocalKafka start(Path folder) {
    return start(folder, Progress.SILENT);
  }

  /**
   * Starts it, and returns when it takes requests.
   *
   * @param folder made when it is not there; a later start on it finds the topics again
   * @param progress is told what takes long
   * @throws TandemException with a {@link LocalCode}
   */
  public static LocalKafka start(Path folder, Consumer<String> progress) {
    return start(folder, KafkaSettings.plain(), progress);
  }

  /** The same with other settings, which are not kept in the folder. */
  public static LocalKafka start(Path folder, KafkaSettings settings, Consumer<String> progress) {
    progress.accept("starting " + NAME);
    return ServerFolder.start(folder, opened -> new LocalKafka(opened, settings));
  }

  /** For clients: {@code 127.0.0.1:PORT}. */
  public String bootstrapServers() {
    return properties.bootstrapServers();
  }

  /**
   * The same for clients that speak that protocol.
   *
   * @param protocol one of {@link KafkaSettings#listeners}
   */
  public String bootstrapServers(String protocol) {
    return properties.bootstrapServers(protocol);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean running() {
    return server != null;
  }

  @Override
  public void start() {
    if (running()) {
      return;
    }
    folder.requirePort(NAME, properties.port());
    folder.requirePort(NAME, properties.controllerPort());
    properties.further().values().forEach(port -> folder.requirePort(NAME, port));
    long begun = System.nanoTime();
    properties.format();
    KafkaRaftServer fresh =
        new KafkaRaftServer(new KafkaConfig(properties.all(), false), Time.SYSTEM);
    startUp(fresh);
    server = fresh;
    LOG.info("{} started in {} ms", NAME, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
  }

  private void startUp(KafkaRaftServer fresh) {
    CompletableFuture<Void> started =
        CompletableFuture.runAsync(fresh::startup, work -> new Thread(work, "kafka-start").start());
    try {
      started.get(START_LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      stop(fresh);
      throw failed("did not start: " + e.getCause(), e.getCause());
    } catch (TimeoutException e) {
      stop(fresh);
      throw failed("was not ready after " + START_LIMIT_SECONDS + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop(fresh);
      throw failed("was not waited for", e);
    }
  }

  private TandemException failed(String what, @Nullable Throwable cause) {
    if (cause != null && Disk.isFull(cause)) {
      return Disk.full(folder.path(), cause);
    }
    return new TandemException(
        LocalCode.START, NAME + " in " + folder.path() + " " + what + ".", cause);
  }

  @Override
  public void stop() {
    KafkaRaftServer running = server;
    if (running != null) {
      stop(running);
      server = null;
    }
  }

  private static void stop(KafkaRaftServer server) {
    server.shutdown();
    server.awaitShutdown();
  }

  @Override
  public void close() {
    try {
      stop();
    } finally {
      folder.close();
    }
  }
}
