/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import dev.tandem.wire.KafkaConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * Watches a sink by the offsets of its group, which it commits once a batch is written. It begins
 * with the first of them, whose rows are not counted, since they were written before.
 */
record GroupProgress(KafkaConnection kafka, String group) {
  private static final Growth GROWTH = new Growth(Duration.ofMillis(100), 50);

  /**
   * Waits for all rows.
   *
   * @param rows how many there will be
   * @param sink the process that writes them
   * @param others what else takes part
   */
  Run measure(int rows, ChildProcess sink, List<Processes> others)
      throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(kafka.with(Map.of()))) {
      return GROWTH.measure(() -> written(admin), rows, sink, others);
    }
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
