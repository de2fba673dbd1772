/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.letters;

import dev.tandem.cli.wiring.Pipeline;
import dev.tandem.verify.EntityReport;
import dev.tandem.wire.DeadLetter;
import dev.tandem.wire.DeadLetterTopic;
import dev.tandem.wire.DeadLetterTopic.Filed;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes down that letters are settled: first who did it and why, then that they are, so that no
 * letter is ever settled without a trace.
 */
public final class Settlements implements AutoCloseable {
  private final Pipeline pipeline;
  private final Journal journal;

  /** Makes the topics that it writes, where they are missing. */
  public Settlements(Pipeline pipeline, Operator operator, Clock clock) {
    this.pipeline = pipeline;
    this.journal = new Journal(pipeline, operator, clock);
  }

  /**
   * Settles letters.
   *
   * @param action such as {@code dead-letter.dropped}
   * @param outcomes what became of each
   */
  public void settle(String action, String why, Map<Filed, String> outcomes) {
    List<ProducerRecord<byte[], byte[]>> entries = new ArrayList<>();
    List<ProducerRecord<byte[], byte[]>> settled = new ArrayList<>();
    outcomes.forEach(
        (filed, outcome) -> {
          entries.add(entry(action, why, filed, outcome));
          settled.add(DeadLetterTopic.settlement(pipeline.names(), filed.letter()));
        });
    send(entries);
    send(settled);
  }

  private ProducerRecord<byte[], byte[]> entry(
      String action, String why, Filed filed, String outcome) {
    DeadLetter letter = filed.letter();
    Map<String, String> before = new TreeMap<>();
    before.put("number", Long.toString(filed.number()));
    before.put("letter", letter.key());
    before.put("code", letter.code());
    before.put("field", letter.field());
    return journal.entry(action, letter.entity(), why, before, Map.of("outcome", outcome));
  }

  /** Writes down that rows are about to be sent again because they differ. */
  void repairing(EntityReport report) {
    Map<String, String> before =
        Map.of(
            "target", report.target(), "differences", Long.toString(report.differences().count()));
    Map<String, String> after =
        Map.of("rowsSent", Integer.toString(report.repairable().first().size()));
    journal.note("verify.repaired", report.entity().toString(), "", before, after);
  }

  /** Writes down what is done to an entity as a whole. */
  void note(
      String action,
      String entity,
      String why,
      Map<String, String> before,
      Map<String, String> after) {
    journal.note(action, entity, why, before, after);
  }

  /** Returns when Kafka has all of them. */
  void send(List<ProducerRecord<byte[], byte[]>> records) {
    journal.send(records);
  }

  @Override
  public void close() {
    journal.close();
  }
}
