/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.format.ChangeEventFormat;
import io.debezium.engine.format.JsonByteArray;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;

/** Debezium's engine alone: its records are counted and thrown away. */
final class EngineReader {
  private final CaptureJob job;
  private final CaptureTally.Teller tally;
  private final CountDownLatch done = new CountDownLatch(1);

  EngineReader(CaptureJob job, CaptureTally.Teller tally) {
    this.job = job;
    this.tally = tally;
  }

  /** Runs until all rows are counted, and stores where it is. Ends the JVM when it fails. */
  void run() throws InterruptedException, IOException {
    DebeziumEngine<?> engine =
        job.reader() == CaptureReader.ENGINE
            ? engine(DebeziumEngine.create(JsonByteArray.class, JsonByteArray.class))
            : engine(DebeziumEngine.create(ChangeEventFormat.of(Connect.class)));
    new Thread(engine, "engine").start();
    done.await();
    tally.awaitRelease();
    engine.close();
  }

  private <R> DebeziumEngine<R> engine(DebeziumEngine.Builder<R> builder) {
    return builder
        .using(properties())
        .using((success, message, error) -> end(success, message))
        .notifying(this::count)
        .build();
  }

  private <R> void count(List<R> batch, DebeziumEngine.RecordCommitter<R> committer)
      throws InterruptedException {
    committer.markProcessed(batch.get(batch.size() - 1));
    committer.markBatchFinished();
    try {
      tally.add(batch.size());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (tally.isDone()) {
      done.countDown();
    }
  }

  private static void end(boolean success, String message) {
    System.out.println(message);
    Runtime.getRuntime().halt(success ? 0 : 1);
  }

  private Properties properties() {
    Properties properties = new Properties();
    try (InputStream file = EngineReader.class.getResourceAsStream("engine.properties")) {
      properties.load(Objects.requireNonNull(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    properties.setProperty("name", job.name());
    properties.setProperty("topic.prefix", job.name());
    properties.setProperty("offset.storage.file.filename", job.offsets().toString());
    properties.setProperty("schema.history.internal.file.filename", job.history().toString());
    properties.setProperty("database.hostname", job.source().host());
    properties.setProperty("database.port", Integer.toString(job.source().port()));
    properties.setProperty("database.user", job.source().user());
    properties.setProperty("database.password", job.source().password().get());
    properties.setProperty("database.server.id", "4711");
    properties.setProperty("database.include.list", Orders.TABLE.id().database());
    properties.setProperty("table.include.list", Orders.TABLE.id().toString());
    return properties;
  }
}
