/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import dev.tandem.local.LocalKafka;
import dev.tandem.local.LocalMySql;
import dev.tandem.local.LocalPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The product as its users start it, {@code ./tandem run}, with the orders from end to end. */
final class Product implements AutoCloseable {
  private static final String FILE =
      """
      name: %s
      source:
        mysql: {host: %s, port: %d, user: "%s", password: "${SOURCE_PASSWORD}", databases: [shop]}
      kafka: {bootstrap: "%s"}
      targets:
        postgres: {url: "%s", user: "%s", password: "${TARGET_PASSWORD}", create: true}
      domains:
        sales:
          naming: snake_case
          entities:
            orders: {from: shop.Orders, to: {postgres: {}}}
      """;

  private final Process process;
  private final Path log;

  private Product(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Starts it; it goes on by itself once the servers answer. */
  static Product start(
      String name, LocalMySql source, LocalKafka kafka, LocalPostgres target, Path folder)
      throws IOException {
    Path file = folder.resolve("tandem.yaml");
    Files.writeString(
        file,
        FILE.formatted(
            name,
            source.host(),
            source.port(),
            source.user(),
            kafka.bootstrapServers(),
            target.jdbcUrl(),
            target.user()));
    Path log = folder.resolve("tandem.log");
    Path launcher = Path.of(System.getProperty("tandem.home", "."), "tandem");
    ProcessBuilder builder =
        new ProcessBuilder(List.of(launcher.toString(), "run", "-f", file.toString()))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("SOURCE_PASSWORD", source.password());
    builder.environment().put("TARGET_PASSWORD", target.password());
    Process process = builder.start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    return new Product(process, log);
  }

  /** All of it is one process. */
  Processes processes() {
    return new Processes("tandem", process.pid(), false);
  }

  /**
   * Goes on only if it runs.
   *
   * @throws IllegalStateException with where its output is
   */
  void requireAlive() {
    if (!process.isAlive()) {
      throw new IllegalStateException("Tandem has ended, see " + log);
    }
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
