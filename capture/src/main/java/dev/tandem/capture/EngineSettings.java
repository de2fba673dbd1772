/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.TableId;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The connector's settings that are alike for all sources. Those under "lossless" are not offered
 * to users: with any other value some change would be lost or altered in silence
 * (docs/guarantees.md lists what each one prevents).
 */
final class EngineSettings {
  /** Records that the engine hands over at once. */
  static final int LARGEST_BATCH = 4_096;

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
  static Properties of(
      CaptureConfig config, List<SourceTable> tables, SourceFacts facts, String session) {
    EngineSettings settings = new EngineSettings(config);
    settings.source();
    settings.tables(tables);
    settings.lossless();
    settings.pace();
    settings.history();
    settings.properties.putAll(config.source().settings(config, tables, facts));
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
    set("offset.storage", StoredOffsets.class.getName());
  }

  private void tables(List<SourceTable> tables) {
    set("table.include.list", regexes(config.tables().stream().map(TableId::toString)));
    Map<TableId, List<String>> keys = config.keys(tables);
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
  }

  /** A list of names as the connector reads it. */
  static String regexes(java.util.stream.Stream<String> names) {
    return names.distinct().map(EngineSettings::literal).collect(Collectors.joining(","));
  }

  /**
   * Lists are parted by commas before they are read as expressions, so a comma is spelled by its
   * code.
   */
  private static String literal(String name) {
    return name.replaceAll("([\\\\.\\[\\]{}()*+?^$|])", "\\\\$1").replace(",", "\\x2C");
  }

  private void lossless() {
    set("snapshot.mode", "initial");
    set("time.precision.mode", "isostring");
    set("decimal.handling.mode", "string");
    set("binary.handling.mode", "base64");
    set("converters", "tandem");
    set("event.converting.failure.handling.mode", "fail");
    set("event.processing.failure.handling.mode", "fail");
    set("column.propagate.source.type", ".*");
    set("skipped.operations", "none");
    set("tombstones.on.delete", false);
    set("include.schema.changes", false);
    set("extended.headers.enabled", false);
    set("field.name.adjustment.mode", "none");
    set("schema.name.adjustment.mode", "none");
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
    set("topic.heartbeat.prefix", Heartbeats.PREFIX);
    set("heartbeat.interval.ms", 500);
    set("snapshot.tables.order.by.row.count", "ascending"); // most tables are in step early
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
