/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.local;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * The settings of a broker that is alone.
 *
 * @param further the ports of the listeners besides that in plain text, by their protocol
 */
record KafkaProperties(
    Path data, int port, int controllerPort, Map<String, Integer> further, KafkaSettings settings) {
  private static final String HOST = "127.0.0.1";
  private static final int NODE = 1;
  private static final String CONTROLLER = "CONTROLLER";

  String bootstrapServers() {
    return HOST + ":" + port;
  }

  String bootstrapServers(String protocol) {
    Integer at = further.get(protocol);
    if (at == null) {
      throw new IllegalArgumentException(protocol + " is not among the listeners");
    }
    return HOST + ":" + at;
  }

  Map<String, String> all() {
    Map<String, String> all = new LinkedHashMap<>();
    identity(all);
    alone(all);
    small(all);
    quickToComeBack(all);
    all.put("auto.create.topics.enable", "false");
    all.put("group.initial.rebalance.delay.ms", "0");
    all.put("group.min.session.timeout.ms", "1000"); // tests wait for consumers that died
    all.putAll(settings.options());
    return all;
  }

  private void identity(Map<String, String> all) {
    all.put("process.roles", "broker,controller");
    all.put("node.id", Integer.toString(NODE));
    all.put("controller.quorum.voters", NODE + "@" + HOST + ":" + controllerPort);
    String brokers = listeners();
    all.put("listeners", brokers + "," + CONTROLLER + "://" + HOST + ":" + controllerPort);
    all.put("advertised.listeners", brokers);
    all.put("controller.listener.names", CONTROLLER);
    all.put("inter.broker.listener.name", "PLAINTEXT");
    all.put(
        "listener.security.protocol.map",
        "PLAINTEXT:PLAINTEXT,SSL:SSL,SASL_SSL:SASL_SSL," + CONTROLLER + ":PLAINTEXT");
    all.put("log.dirs", data.toString());
  }

  private String listeners() {
    StringBuilder listeners = new StringBuilder("PLAINTEXT://" + bootstrapServers());
    new TreeMap<>(further)
        .forEach(
            (protocol, at) -> listeners.append("," + protocol + "://" + HOST + ":").append(at));
    return listeners.toString();
  }

  /**
   * After a kill the broker cannot register anew before its old session has run out, by default
   * after 9 seconds.
   */
  private static void quickToComeBack(Map<String, String> all) {
    all.put("broker.heartbeat.interval.ms", "500");
    all.put("broker.session.timeout.ms", "3000");
  }

  /** One copy and one partition of what the broker keeps for itself. */
  private static void alone(Map<String, String> all) {
    all.put("default.replication.factor", "1");
    all.put("min.insync.replicas", "1");
    all.put("offsets.topic.replication.factor", "1");
    all.put("offsets.topic.num.partitions", "1");
    all.put("transaction.state.log.replication.factor", "1");
    all.put("transaction.state.log.min.isr", "1");
    all.put("transaction.state.log.num.partitions", "1");
    all.put("share.coordinator.state.topic.replication.factor", "1");
    all.put("share.coordinator.state.topic.min.isr", "1");
    all.put("share.coordinator.state.topic.num.partitions", "1");
  }

  /** The buffer alone would take 128 MB of this JVM's heap. */
  private static void small(Map<String, String> all) {
    all.put("log.cleaner.dedupe.buffer.size", "4194304");
    all.put("num.network.threads", "2");
    all.put("num.io.threads", "2");
    all.put("background.threads", "2");
    all.put("num.recovery.threads.per.data.dir", "2");
  }

  /** Prepares a new folder; one that has been prepared stays as it is. */
  void format() {
    if (Files.exists(data.resolve("meta.properties"))) {
      return;
    }
    try {
      Files.createDirectories(data);
      new Formatter()
          .setClusterId(Uuid.randomUuid().toString())
          .setNodeId(NODE)
          .addDirectory(data.toString())
          .setMetadataLogDirectory(data.toString())
          .setControllerListenerName(CONTROLLER)
          .setPrintStream(
              new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
          .run();
    } catch (IOException e) {
      throw ServerFolder.failed(data, e);
    } catch (Exception e) {
      throw new IllegalStateException("the formatter of Kafka's folder failed", e);
    }
  }
}
