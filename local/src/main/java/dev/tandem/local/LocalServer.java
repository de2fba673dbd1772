/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.local;

/**
 * An embedded server that has been started. All calls block until they are done; one thread at a
 * time.
 */
public sealed interface LocalServer extends AutoCloseable
    permits LocalDynamo, LocalKafka, LocalMySql, LocalPostgres {

  /** What it is, with its version, for people: {@code MySQL 8.0.12}. */
  String name();

  /** Whether it runs at this moment. */
  boolean running();

  /** Stops it in good order; its data and its port stay. Does nothing when it does not run. */
  void stop();

  /**
   * Starts it again after {@link #stop()}, on the same port and data. Does nothing when it runs.
   *
   * @throws dev.tandem.model.error.TandemException with a {@link LocalCode} when it does not start
   */
  void start();

  /** Stops it for good and gives its folder up to other processes; the data stay. */
  @Override
  void close();
}
