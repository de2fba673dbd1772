/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.capture.RecordKeys;
import dev.tandem.cli.wiring.Pipeline;
import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.source.SourceRow;
import dev.tandem.model.source.TableId;
import dev.tandem.verify.EntityReport;
import dev.tandem.wire.testing.TestTopics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Tells of rows that a comparison found wrong what the topics say of them. */
final class Traces {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int ROWS = 3;

  private Traces() {}

  /** Empty for a report that agrees; else a line for each record of some of its rows. */
  static String of(EntityReport report, Pipeline pipeline) {
    List<SourceRow> rows = report.repairable().first();
    if (rows.isEmpty()) {
      return "";
    }
    TableId table = rows.get(0).table().id();
    EntityPlan plan =
        pipeline.mapping().of(table).stream()
            .filter(one -> one.name().equals(report.entity()))
            .findFirst()
            .orElseThrow();
    Map<String, String> traces = new TreeMap<>();
    for (SourceRow row : rows.subList(0, Math.min(ROWS, rows.size()))) {
      traces.put(RecordKeys.json(row, plan.keyColumns(row.table())), "");
    }
    String raw = pipeline.names().raw(table);
    for (ConsumerRecord<byte[], byte[]> record :
        TestTopics.read(pipeline.kafka(), new ByteArrayDeserializer(), List.of(raw))) {
      traces.computeIfPresent(
          new String(record.key(), StandardCharsets.UTF_8),
          (key, trace) -> trace + "\n  " + told(record));
    }
    return traces.entrySet().stream()
        .map(trace -> "\n" + trace.getKey() + " in " + raw + ":" + trace.getValue())
        .collect(Collectors.joining());
  }

  private static String told(ConsumerRecord<byte[], byte[]> record) {
    String place = record.partition() + "@" + record.offset() + " " + record.timestamp();
    return place + Optional.ofNullable(record.value()).map(Traces::change).orElse(" tombstone");
  }

  private static String change(byte[] value) {
    try {
      JsonNode change = JSON.readTree(value);
      JsonNode source = change.path("source");
      return " %s by %s, snapshot %s, at %s/%s"
          .formatted(
              change.path("op").asText(),
              source.path("connector").asText(),
              source.path("snapshot").asText(),
              source.path("commit_lsn").asText(source.path("file").asText()),
              source.path("change_lsn").asText(source.path("pos").asText()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
