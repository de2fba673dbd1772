/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import dev.tandem.wire.KafkaConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * Watches a sink by the offsets of its group, which it commits once a batch is written. It begins
 * with the first of them, whose rows are not counted, since they were written before.
 */
record GroupProgress(KafkaConnection kafka, String group) {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
  private static final Duration START_LIMIT = Duration.ofMinutes(3);
  private static final double SLOWEST = 50;

  /**
   * Waits for all rows.
   *
   * @param rows how many there will be
   * @param sink the process that writes them
   * @param others what else takes part
   */
  Run measure(int rows, ChildJvm sink, List<Processes> others)
      throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(kafka.with(Map.of()))) {
      long seen = await(admin, sink, 1, (double) START_LIMIT.toSeconds());
      Stretch stretch =
          Stretch.begin(Stream.concat(Stream.of(sink.processes()), others.stream()).toList());
      await(admin, sink, rows, START_LIMIT.toSeconds() + rows / SLOWEST);
      return stretch.end(rows - seen, sink.processes());
    }
  }

  private long await(Admin admin, ChildJvm sink, long rows, double seconds)
      throws ExecutionException, InterruptedException {
    long begun = System.nanoTime();
    long written = written(admin);
    while (written < rows) {
      sink.requireAlive();
      if ((System.nanoTime() - begun) / 1e9 > seconds) {
        throw sink.failed("wrote only " + written + " rows");
      }
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
      written = written(admin);
    }
    return written;
  }

  private long written(Admin admin) throws ExecutionException, InterruptedException {
    return admin
        .listConsumerGroupOffsets(group)
        .partitionsToOffsetAndMetadata()
        .get()
        .values()
        .stream()
        .filter(Objects::nonNull)
        .mapToLong(OffsetAndMetadata::offset)
        .sum();
  }
}
