/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import dev.tandem.transform.Transform;
import dev.tandem.transform.TransformConfig;
import dev.tandem.wire.KafkaConnection;
import dev.tandem.wire.PipelineTopics;
import dev.tandem.wire.report.ProcessMeter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Tandem's transform in a process of its own, put together as {@code tandem transform} is. */
public final class TransformProcess {
  private static final String HEAP = "512m";
  private static final int THREADS = 1;

  private TransformProcess() {}

  /** Starts one that runs until the tally releases it. */
  static ChildProcess start(String bootstrap, String pipeline, int port, Path folder)
      throws IOException {
    List<String> arguments =
        List.of(bootstrap, pipeline, Integer.toString(port), folder.resolve("streams").toString());
    return ChildJvm.start(ChildJvm.Launch.product(HEAP, TransformProcess.class, arguments), folder);
  }

  /** Kafka's address, the pipeline's name, the tally's port and a folder for Kafka Streams. */
  public static void main(String[] args) throws InterruptedException, IOException {
    Transform transform =
        new Transform(
            new TransformConfig(
                KafkaConnection.plain(args[0]),
                new PipelineTopics(args[1]),
                OrderEntity.TO_POSTGRES,
                THREADS,
                Path.of(args[3])),
            new ProcessMeter());
    try (CaptureTally.Teller tally = new CaptureTally.Teller(Integer.parseInt(args[2]), 0)) {
      Thread thread = new Thread(transform, "transform");
      thread.setUncaughtExceptionHandler((which, failure) -> fail(failure));
      thread.start();
      tally.awaitRelease();
      transform.close();
      thread.join();
    }
    System.exit(0);
  }

  private static void fail(Throwable failure) {
    failure.printStackTrace();
    Runtime.getRuntime().halt(1);
  }
}
