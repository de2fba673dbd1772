/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import dev.tandem.local.LocalKafka;
import dev.tandem.local.LocalMySql;
import dev.tandem.local.LocalPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The product as its users start it, {@code ./tandem run}, with the orders from end to end. */
final class Product {
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

  private Product() {}

  /** Builds it, if it is not built, so that no start has to. */
  static void build() throws IOException, InterruptedException {
    ProcessBuilder version = new ProcessBuilder(launcher(), "--version");
    version.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    version.redirectError(ProcessBuilder.Redirect.INHERIT);
    if (version.start().waitFor() != 0) {
      throw new IllegalStateException(launcher() + " does not start");
    }
  }

  private static String launcher() {
    return Path.of(System.getProperty("tandem.home", "."), "tandem").toString();
  }

  /** Starts it; it goes on by itself once the servers answer. */
  static ChildProcess start(
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
    ProcessBuilder builder = new ProcessBuilder(launcher(), "run", "-f", file.toString());
    builder.environment().put("SOURCE_PASSWORD", source.password());
    builder.environment().put("TARGET_PASSWORD", target.password());
    return ChildProcess.start("client", builder, folder);
  }
}
