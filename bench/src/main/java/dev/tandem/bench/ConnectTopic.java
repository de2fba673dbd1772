/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import dev.tandem.bench.OrderRows.Change;
import dev.tandem.wire.KafkaConnection;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The same rows in the same partitions and order for a sink of Kafka Connect. */
final class ConnectTopic implements OrderTopic {
  private final KafkaConnection kafka;
  private final OrderRows rows;
  private final Change change;
  private final boolean withSchemas;

  /**
   * A topic that need not be there.
   *
   * @param withSchemas whether each record carries the schema
   */
  ConnectTopic(KafkaConnection kafka, OrderRows rows, Change change, boolean withSchemas) {
    this.kafka = kafka;
    this.rows = rows;
    this.change = change;
    this.withSchemas = withSchemas;
  }

  @Override
  public FilledTopic ensure() throws ExecutionException, InterruptedException {
    String form = withSchemas ? "connect-with-schemas" : "connect";
    String name = form + "-" + rows.id() + "-" + change.phase();
    FilledTopic topic = new FilledTopic(kafka, name, rows.count());
    topic.ensure(() -> create(name), number -> record(name, rows.row(number, change)));
    return topic;
  }

  private ProducerRecord<byte[], byte[]> record(String name, Order order) {
    String key = "{\"order_id\":" + order.id() + "}";
    return new ProducerRecord<>(
        name,
        key.getBytes(StandardCharsets.UTF_8),
        withSchemas ? ConnectRecords.withSchema(order) : ConnectRecords.bare(order));
  }

  private void create(String name) {
    try (Admin admin = Admin.create(kafka.with(Map.of()))) {
      NewTopic topic =
          new NewTopic(name, FilledTopic.PARTITIONS, (short) 1)
              .configs(Map.of("retention.ms", "-1"));
      admin.createTopics(List.of(topic)).all().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("topic " + name + " could not be made", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while making topic " + name, e);
    }
  }
}
