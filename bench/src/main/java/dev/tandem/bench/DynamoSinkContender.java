/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import dev.tandem.bench.OrderRows.Change;
import dev.tandem.local.LocalDynamo;
import dev.tandem.sink.SinkConfig;
import dev.tandem.wire.KafkaConnection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/**
 * Tandem's sink in a JVM of its own, which reads all inserts out of one topic, and is then started
 * again to read an update of every row out of another.
 *
 * @param bootstrap where Kafka is
 * @param heap of its JVM, as {@code -Xmx} takes it
 * @param folder where its settings and its log are written
 */
record DynamoSinkContender(OrderItems items, String bootstrap, String heap, Path folder)
    implements Contender {

  @Override
  public String name() {
    return "tandem";
  }

  @Override
  public void prepare() throws ExecutionException, InterruptedException {
    for (Change change : Change.values()) {
      topic(change);
    }
    items.of(Change.INSERT);
  }

  private FilledTopic topic(Change change) throws ExecutionException, InterruptedException {
    return new EntityTopic(kafka(), items.rows(), change).ensure();
  }

  private KafkaConnection kafka() {
    return KafkaConnection.plain(bootstrap);
  }

  @Override
  public Map<String, Run> run() throws Exception {
    Map<String, Run> runs = new LinkedHashMap<>();
    items.empty();
    for (Change change : Change.values()) {
      SinkJob job = SinkJob.of(bootstrap, topic(change), SinkConfig.BATCH.records());
      try (ChildProcess sink = ChildJvm.start(launch(job), folder)) {
        runs.put(
            change.phase(),
            new GroupProgress(kafka(), job.group())
                .measure(
                    items.rows().count(),
                    sink,
                    List.of(items.processes(), Processes.self("kafka"))));
      }
      items.verify(change);
    }
    return runs;
  }

  private ChildJvm.Launch launch(SinkJob job) throws IOException {
    LocalDynamo server = items.server();
    Path settings =
        job.write(
            folder.resolve("sink-dynamo.properties"),
            Map.of(
                "endpoint", server.endpoint().toString(),
                "region", server.region(),
                "accessKey", server.accessKey(),
                "secretKey", server.secretKey()));
    return ChildJvm.Launch.product(heap, DynamoSinkMain.class, List.of(settings.toString()));
  }
}
