/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import dev.tandem.bench.OrderRows.Change;
import dev.tandem.dynamo.DynamoMeter;
import dev.tandem.local.LocalDynamo;
import dev.tandem.local.LocalServers;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/** {@code ./tandem bench sink-dynamo}. */
@Command(
    name = "sink-dynamo",
    mixinStandardHelpOptions = true,
    description = {
      "Measures the sink to DynamoDB against DynamoDB Local: items of twelve attributes out of a topic of four"
          + " partitions, first as new rows, then as an update of every row.",
      "",
      "bare-N  the asynchronous client alone, N requests at a time, on items that are there already: new rows by"
          + " BatchWriteItem without any protection, updates by the same conditional puts as Tandem's",
      "tandem  Tandem's sink in a JVM of its own, out of Kafka, with version guard, tombstones and seals",
      "",
      "All that is written is compared. DynamoDB Local is SQLite behind one thread: ratios may tell something,"
          + " rates tell nothing about AWS. Write units are by DynamoDB's rules for these items, since DynamoDB Local"
          + " counts only some of a transaction's."
    },
    footer = {"", "Examples:", "  ./tandem bench sink-dynamo --quick"})
final class SinkDynamoCommand extends Benchmark {
  private static final int ROWS = 20_000;
  private static final int QUICK_ROWS = 5_000;
  private static final int HEAP_MEGABYTES = 512;

  @Mixin private MeasureOptions options = new MeasureOptions();

  @Option(
      names = "--in-flight",
      paramLabel = "N",
      split = ",",
      defaultValue = "8,16,32",
      description =
          "How many requests the bare client has under way, a contender for each (default: ${DEFAULT-VALUE}).")
  private List<Integer> inFlight = List.of();

  @Option(
      names = "--heap",
      paramLabel = "SIZE",
      defaultValue = "320m",
      description = "The heap of the JVM with Tandem's sink (default: ${DEFAULT-VALUE}).")
  private String heap = "";

  @Override
  public Integer call() throws Exception {
    OrderRows rows = new OrderRows(options.seed(), options.rows(ROWS, QUICK_ROWS), 0);
    announce(options.extent(rows));
    try (LocalServers servers =
            LocalServers.in(options.folder())
                .telling(this::tell)
                .kafka()
                .dynamo(HEAP_MEGABYTES)
                .start();
        DynamoDbAsyncClient client = client(servers.dynamo())) {
      OrderItems items = new OrderItems(servers.dynamo(), client, rows);
      List<Contender> contenders = new ArrayList<>();
      inFlight.forEach(count -> contenders.add(new BareDynamo(items, client, count)));
      contenders.add(
          new DynamoSinkContender(
              items, servers.kafka().bootstrapServers(), heap, options.folder()));
      Results results = new Rounds(options.chosen(contenders), this::tell).run(options.rounds());
      WriteUnits units = WriteUnits.of(items.of(Change.INSERT));
      return conclude(results, json(results, units), units.toString());
    }
  }

  private DynamoDbAsyncClient client(LocalDynamo server) {
    return DynamoDbAsyncClient.builder()
        .region(Region.of(server.region()))
        .endpointOverride(server.endpoint())
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(server.accessKey(), server.secretKey())))
        .overrideConfiguration(
            ClientOverrideConfiguration.builder()
                .retryStrategy(DefaultRetryStrategy.doNotRetry())
                .build())
        .httpClientBuilder(
            NettyNioAsyncHttpClient.builder()
                .maxConcurrency(inFlight.stream().max(Integer::compare).orElse(1)))
        .build();
  }

  /**
   * The ratios are of rates, to the bare client at its best: above 1, Tandem is the quicker one.
   */
  private JsonLine json(Results results, WriteUnits units) {
    return new JsonLine()
        .with("writeVsClient", ratio(results, Change.UPDATE.phase()))
        .with("firstLoadVsBatch", ratio(results, Change.INSERT.phase()))
        .with("loadUnitsPerRow", units.created())
        .with("updateUnitsPerRow", units.replaced())
        .with("loadUsdPerMillion", units.created() * DynamoMeter.PRICE)
        .with("updateUsdPerMillion", units.replaced() * DynamoMeter.PRICE);
  }

  private double ratio(Results results, String phase) {
    return inFlight.stream()
        .mapToDouble(count -> results.ratio("tandem", "bare-" + count, phase))
        .min()
        .orElse(Double.NaN);
  }
}
