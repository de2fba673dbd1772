/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalKafkaIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir Path folder;

  @Test
  void shouldKeepTransactionsAndGroupsWhenStoppedAndWhenOpenedAnew() throws Exception {
    // Given
    Path data = folder.resolve("kafka");
    try (LocalKafka kafka = LocalKafka.start(data)) {
      createTopic(kafka);
      try (KafkaProducer<String, String> producer = producer(kafka)) {
        producer.initTransactions();
        sendInTransaction(producer, "first");
        assertThat(read(kafka)).containsExactly("first");

        // When
        producer.beginTransaction();
        producer.send(new ProducerRecord<>("things", "second")).get();
        kafka.stop();
        assertThat(kafka.running()).isFalse();
        kafka.start();
        producer.commitTransaction();

        // Then
        assertThat(read(kafka)).containsExactly("second");
        sendInTransaction(producer, "third");
      }
    }
    try (LocalKafka again = LocalKafka.start(data)) {
      assertThat(read(again)).containsExactly("third");
    }
  }

  private static void createTopic(LocalKafka kafka)
      throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic("things", 1, (short) 1))).all().get();
    }
  }

  private static KafkaProducer<String, String> producer(LocalKafka kafka) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", kafka.bootstrapServers(), "transactional.id", "writer"),
        new StringSerializer(),
        new StringSerializer());
  }

  private static void sendInTransaction(KafkaProducer<String, String> producer, String value)
      throws ExecutionException, InterruptedException {
    producer.beginTransaction();
    producer.send(new ProducerRecord<>("things", value)).get();
    producer.commitTransaction();
  }

  /** What the group has not read before, at least one record. */
  private static List<String> read(LocalKafka kafka) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", kafka.bootstrapServers(),
            "group.id", "readers",
            "auto.offset.reset", "earliest",
            "enable.auto.commit", "false",
            "isolation.level", "read_committed");
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of("things"));
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (values.isEmpty() && System.nanoTime() < end) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
          values.add(record.value());
        }
      }
      consumer.commitSync();
    }
    return values;
  }
}
