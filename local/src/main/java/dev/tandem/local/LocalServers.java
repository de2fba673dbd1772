/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.local;

import dev.tandem.model.error.TandemException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Several embedded servers, each in a folder of its own below one folder. */
public final class LocalServers implements AutoCloseable {
  private static final String KAFKA = "kafka";
  private static final String MYSQL = "mysql";
  private static final String POSTGRES = "postgres";
  private static final String DYNAMO = "dynamo";
  private static final List<String> NAMES = List.of(KAFKA, MYSQL, POSTGRES, DYNAMO);

  private final List<LocalServer> servers;

  private LocalServers(List<LocalServer> servers) {
    this.servers = List.copyOf(servers);
  }

  /** Chooses servers that will keep their data below this folder. */
  public static Choice in(Path folder) {
    return new Choice(folder);
  }

  /**
   * Deletes what servers below this folder have kept; ends those that a killed process left behind.
   *
   * @throws TandemException with {@link LocalCode#IN_USE} when another process has them running
   */
  public static void clear(Path folder) {
    for (String server : NAMES) {
      Path path = folder.resolve(server);
      try (ServerFolder taken = ServerFolder.open(path)) {
        Disk.delete(taken.data());
      } catch (IOException e) {
        throw ServerFolder.failed(path, e);
      }
    }
  }

  /** What has been chosen; nothing has been started. */
  public static final class Choice {
    private final Path folder;
    private final List<Supplier<LocalServer>> starts = new ArrayList<>();
    private Consumer<String> progress = Progress.SILENT;

    private Choice(Path folder) {
      this.folder = folder;
    }

    /** Tells this listener what takes long, one message at a time, from several threads. */
    public Choice telling(Consumer<String> listener) {
      progress = listener;
      return this;
    }

    /** Kafka, in {@code kafka}. */
    public Choice kafka() {
      return kafka(KafkaSettings.plain());
    }

    /** The same with other settings. */
    public Choice kafka(KafkaSettings settings) {
      return with(() -> LocalKafka.start(folder.resolve(KAFKA), settings, this::tell));
    }

    /** MySQL, in {@code mysql}. */
    public Choice mySql(MySqlSettings settings) {
      return with(() -> LocalMySql.start(folder.resolve(MYSQL), settings, this::tell));
    }

    /** PostgreSQL, in {@code postgres}. */
    public Choice postgres(PostgresSettings settings) {
      return with(() -> LocalPostgres.start(folder.resolve(POSTGRES), settings, this::tell));
    }

    /** DynamoDB Local, in {@code dynamo}. */
    public Choice dynamo(int heapMegabytes) {
      return with(() -> LocalDynamo.start(folder.resolve(DYNAMO), heapMegabytes, this::tell));
    }

    private Choice with(Supplier<LocalServer> start) {
      starts.add(start);
      return this;
    }

    private synchronized void tell(String message) {
      progress.accept(message);
    }

    /**
     * Starts them side by side. When one fails, the others are closed.
     *
     * @throws dev.tandem.model.error.TandemException the first failure; further ones are suppressed
     */
    public LocalServers start() {
      List<CompletableFuture<LocalServer>> starting = new ArrayList<>();
      for (Supplier<LocalServer> start : starts) {
        starting.add(
            CompletableFuture.supplyAsync(
                start, work -> new Thread(work, "local-server-start").start()));
      }
      List<LocalServer> started = new ArrayList<>();
      List<RuntimeException> failures = new ArrayList<>();
      for (CompletableFuture<LocalServer> server : starting) {
        try {
          started.add(server.join());
        } catch (CompletionException e) {
          failures.add(e.getCause() instanceof RuntimeException cause ? cause : e);
        }
      }
      LocalServers servers = new LocalServers(started);
      if (!failures.isEmpty()) {
        servers.close();
      }
      throwFirst(failures);
      return servers;
    }
  }

  private static void throwFirst(List<RuntimeException> failures) {
    if (!failures.isEmpty()) {
      failures.stream().skip(1).forEach(failures.get(0)::addSuppressed);
      throw failures.get(0);
    }
  }

  /** Kafka, which must have been chosen. */
  public LocalKafka kafka() {
    return find(LocalKafka.class);
  }

  /** MySQL, which must have been chosen. */
  public LocalMySql mySql() {
    return find(LocalMySql.class);
  }

  /** PostgreSQL, which must have been chosen. */
  public LocalPostgres postgres() {
    return find(LocalPostgres.class);
  }

  /** DynamoDB Local, which must have been chosen. */
  public LocalDynamo dynamo() {
    return find(LocalDynamo.class);
  }

  private <S extends LocalServer> S find(Class<S> type) {
    return servers.stream()
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException(type.getSimpleName() + " has not been chosen"));
  }

  /** Closes them in the reverse order of the choice. */
  @Override
  public void close() {
    List<RuntimeException> failures = new ArrayList<>();
    for (int i = servers.size() - 1; i >= 0; i--) {
      try {
        servers.get(i).close();
      } catch (RuntimeException e) {
        failures.add(e);
      }
    }
    throwFirst(failures);
  }
}
