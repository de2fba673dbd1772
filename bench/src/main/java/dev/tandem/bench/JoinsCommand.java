/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import dev.tandem.local.LocalServers;
import dev.tandem.wire.KafkaConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./tandem bench joins}. */
@Command(
    name = "joins",
    mixinStandardHelpOptions = true,
    description = {
      "Measures entities of several tables on a Kafka in this JVM, from raw records to records of the entity:",
      "",
      "bare     the next one by Kafka Streams alone, as one writes it by hand: without types, rules, errors, versions",
      "lookup   payments with a column of their loan's application, two steps away: ten payments to a loan",
      "embed    orders with their ten lines inside: a line is an event",
      "",
      "State is all that RocksDB keeps in files, divided by the rows of all tables; it is restored from Kafka after its"
          + " folder was deleted."
    },
    footer = {"", "Example:", "  ./tandem bench joins --quick"})
final class JoinsCommand extends Benchmark {
  private static final int ROWS = 200_000;
  private static final int QUICK_ROWS = 20_000;

  /** One of so many rows. */
  private static final int WARM_UP = 4;

  @Option(
      names = "--rows",
      paramLabel = "N",
      description = "Payments, and lines of orders (default: " + ROWS + ").")
  private @Nullable Integer asked;

  @Option(names = "--quick", description = "A first look, with " + QUICK_ROWS + " rows.")
  private boolean quick;

  @Override
  public Integer call() throws Exception {
    int rows = asked != null ? asked : quick ? QUICK_ROWS : ROWS;
    announce(rows + " payments, then " + rows + " lines");
    Path folder = Files.createTempDirectory("tandem-joins-");
    JsonLine figures = new JsonLine();
    try (LocalServers servers = LocalServers.in(folder).telling(this::tell).kafka().start()) {
      String bootstrap = servers.kafka().bootstrapServers();
      KafkaConnection kafka = KafkaConnection.plain(bootstrap);
      JoinCase lookups = JoinCase.lookup(rows);
      tell("warming up ...");
      JoinCase few = JoinCase.lookup(rows / WARM_UP);
      new JoinStage(kafka, folder, "cold-bare", few).bare(bootstrap);
      new JoinStage(kafka, folder, "cold", few).measure();
      tell("bare ...");
      double bare = new JoinStage(kafka, folder, "bare", lookups).bare(bootstrap);
      out().printf("%-8s %,10.0f events/s%n", "bare", bare);
      JoinStage.Measured lookup = measure("lookup", kafka, folder, lookups);
      JoinStage.Measured embed = measure("embed", kafka, folder, JoinCase.embed(rows));
      figures
          .with("lookupEventsPerSecond", lookup.eventsPerSecond())
          .with("embedEventsPerSecond", embed.eventsPerSecond())
          .with(
              "stateBytesPerRow",
              (double) (lookup.bytes() + embed.bytes()) / (lookup.rows() + embed.rows()))
          .with(
              "restoreSecondsPerMillion",
              (lookup.restoreSeconds() + embed.restoreSeconds())
                  * 1e6
                  / (lookup.rows() + embed.rows()))
          .with("lookupVsStreams", lookup.eventsPerSecond() / bare);
    }
    out().println(figures);
    out().flush();
    return 0;
  }

  private JoinStage.Measured measure(String name, KafkaConnection kafka, Path folder, JoinCase join)
      throws Exception {
    tell(name + " ...");
    JoinStage.Measured measured = new JoinStage(kafka, folder, "joins", join).measure();
    out()
        .printf(
            "%-8s %,10.0f events/s   state %,d bytes of %,d rows   restored in %.1f s%n",
            name,
            measured.eventsPerSecond(),
            measured.bytes(),
            measured.rows(),
            measured.restoreSeconds());
    out().flush();
    return measured;
  }
}
