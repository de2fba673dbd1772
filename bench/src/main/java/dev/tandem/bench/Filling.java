/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import dev.tandem.model.source.SourceTable;
import dev.tandem.wire.Headers;
import dev.tandem.wire.PipelineTopics;
import dev.tandem.wire.SchemaRecord;
import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Rows of a table.
 *
 * @param row in JSON, by its number
 */
record Filling(SourceTable table, int rows, IntFunction<String> row) {
  private static final byte[] GENERATION = {'0'};

  /** Before the first row of any table, as capture does. */
  void describe(KafkaProducer<byte[], byte[]> producer, PipelineTopics topics) {
    SchemaRecord schema = SchemaRecord.of(table);
    send(producer, new ProducerRecord<>(topics.schemas(), utf8(schema.key()), schema.value()));
    producer.flush();
  }

  void fill(KafkaProducer<byte[], byte[]> producer, PipelineTopics topics) {
    SchemaRecord schema = SchemaRecord.of(table);
    for (int i = 0; i < rows; i++) {
      ProducerRecord<byte[], byte[]> record =
          new ProducerRecord<>(
              topics.raw(table.id()),
              utf8("{\"id\":" + i + '}'),
              utf8(
                  "{\"before\":null,\"after\":"
                      + row.apply(i)
                      + ",\"source\":{\"ts_ms\":1},\"op\":\"c\"}"));
      record.headers().add(Headers.SCHEMA, schema.id().header());
      record.headers().add(Headers.GENERATION, GENERATION);
      send(producer, record);
    }
    producer.flush();
  }

  private static void send(
      KafkaProducer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record) {
    var unused = producer.send(record);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
