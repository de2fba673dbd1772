/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.TableId;
import dev.tandem.mysql.MySqlTls;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The connector's settings. Those under "lossless" are not offered to users: with any other value
 * some change would be lost or altered in silence (docs/guarantees.md lists what each one
 * prevents).
 */
final class EngineSettings {
  /** Records that the engine hands over at once. */
  static final int LARGEST_BATCH = 4_096;

  /** Prefix of the topics of heartbeats, which are not published: only their offsets count. */
  static final String HEARTBEAT_PREFIX = "__debezium-heartbeat";

  private final CaptureConfig config;
  private final Properties properties = new Properties();

  private EngineSettings(CaptureConfig config) {
    this.config = config;
  }

  /**
   * All settings of an engine.
   *
   * @param tables the captured tables as the catalogue has them now
   * @param session under which {@link StoredOffsets} finds the offsets to start from
   */
  static Properties of(CaptureConfig config, List<SourceTable> tables, String session) {
    EngineSettings settings = new EngineSettings(config);
    settings.source();
    settings.tables(tables);
    settings.lossless();
    settings.pace();
    settings.history();
    settings.set(StoredOffsets.SESSION, session);
    return settings.properties;
  }

  private void set(String name, Object value) {
    properties.setProperty(name, value.toString());
  }

  private void source() {
    set("name", config.topics().pipeline());
    set("topic.prefix", config.topics().pipeline());
    set("topic.naming.strategy", KnownTopics.class.getName());
    set("connector.class", LeanConnector.class.getName());
    set("offset.storage", StoredOffsets.class.getName());
    set("database.hostname", config.source().host());
    set("database.port", config.source().port());
    set("database.user", config.source().user());
    set("database.password", config.source().password());
    set("database.server.id", config.replicaId());
    set(
        "database.ssl.mode",
        config.source().tls().mode().name().toLowerCase(java.util.Locale.ROOT));
    config.source().tls().trust().ifPresent(store -> keyStore("database.ssl.truststore", store));
    config.source().tls().identity().ifPresent(store -> keyStore("database.ssl.keystore", store));
  }

  private void keyStore(String name, MySqlTls.Store store) {
    set(name, store.file());
    store.password().ifPresent(password -> set(name + ".password", password));
  }

  private void tables(List<SourceTable> tables) {
    set("database.include.list", regexes(config.tables().stream().map(TableId::database)));
    set("table.include.list", regexes(config.tables().stream().map(TableId::toString)));
    Map<TableId, List<String>> keys = config.declaredKeys(tables);
    if (!keys.isEmpty()) {
      set(
          "message.key.columns",
          keys.entrySet().stream()
              .map(
                  key ->
                      Pattern.quote(key.getKey().toString())
                          + ":"
                          + String.join(",", key.getValue()))
              .collect(Collectors.joining(";")));
    }
    exactNumbers(tables);
  }

  private static String regexes(java.util.stream.Stream<String> names) {
    return names.distinct().map(EngineSettings::literal).collect(Collectors.joining(","));
  }

  /**
   * Lists are parted by commas before they are read as expressions, so a comma is spelled by its
   * code.
   */
  private static String literal(String name) {
    return name.replaceAll("([\\\\.\\[\\]{}()*+?^$|])", "\\\\$1").replace(",", "\\x2C");
  }

  private void exactNumbers(List<SourceTable> tables) {
    set("snapshot.query.mode", "custom");
    set("snapshot.query.mode.custom.name", ExactSelect.NAME);
    for (SourceTable table : tables) {
      ExactSelect.statement(table)
          .ifPresent(own -> set(ExactSelect.OF_TABLE + ExactSelect.quoted(table), own));
    }
  }

  private void lossless() {
    set("snapshot.mode", "initial");
    set("time.precision.mode", "isostring");
    set("decimal.handling.mode", "string");
    set("binary.handling.mode", "base64");
    set("bigint.unsigned.handling.mode", "long");
    set("enable.time.adjuster", false);
    set("converters", "tandem");
    set("tandem.type", LosslessConverter.class.getName());
    set("event.converting.failure.handling.mode", "fail");
    set("event.processing.failure.handling.mode", "fail");
    set("inconsistent.schema.handling.mode", "fail");
    set("column.propagate.source.type", ".*");
    set("skipped.operations", "none");
    set("tombstones.on.delete", false);
    set("include.schema.changes", false);
    set("extended.headers.enabled", false);
    set("field.name.adjustment.mode", "none");
    set("schema.name.adjustment.mode", "none");
    // A reconnect, perhaps to another host behind the same name, must pass the identity check
    // first.
    set("connect.keep.alive", false);
    set("errors.max.retries", 0);
  }

  private void pace() {
    set("max.batch.size", LARGEST_BATCH);
    set("max.queue.size", 16_384);
    set("max.queue.size.in.bytes", 64L << 20);
    // So long a batch waits for company: each costs three transactions on its way.
    set("poll.interval.ms", 15);
    set("record.processing.threads", 1);
    set("record.processing.order", "ORDERED");
    set("topic.heartbeat.prefix", HEARTBEAT_PREFIX);
    set("heartbeat.interval.ms", 500);
    set("connect.keep.alive.interval.ms", 1_250); // the server's own heartbeat comes at 0.8 of it
    set("snapshot.locking.mode", "minimal");
    set("snapshot.tables.order.by.row.count", "ascending"); // most tables are in step early
    // No snapshot.fetch.size: it switches to the binary protocol, whose reader loses the sign and
    // the fraction of TIME.
  }

  private void history() {
    String prefix = "schema.history.internal";
    set(prefix, "io.debezium.storage.kafka.history.KafkaSchemaHistory");
    set(prefix + ".kafka.topic", config.topics().schemaHistory());
    set(prefix + ".store.only.captured.tables.ddl", true);
    config
        .kafka()
        .properties()
        .forEach(
            (name, value) -> {
              if (name.equals("bootstrap.servers")) {
                set(prefix + ".kafka.bootstrap.servers", value);
              } else {
                set(prefix + ".producer." + name, value);
                set(prefix + ".consumer." + name, value);
              }
            });
  }
}
