/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import dev.tandem.model.error.TandemException;
import dev.tandem.model.source.OnTruncate;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of a TRUNCATE, of which the log says only that it happened. It is published as the
 * deletes of the rows that the table had, each in its own place behind all that was said of the row
 * before.
 */
final class Truncations {
  private static final Logger LOG = LoggerFactory.getLogger(Truncations.class);

  private final OnTruncate policy;
  private final GoneRows goneRows;

  Truncations(OnTruncate policy, GoneRows goneRows) {
    this.policy = policy;
    this.goneRows = goneRows;
  }

  static boolean isOne(SourceRecord record) {
    return record.value() instanceof Struct envelope
        && envelope.schema().field("op") != null
        && "t".equals(envelope.getString("op"));
  }

  /**
   * Deletes the table's rows; all that came before it must be published.
   *
   * @throws TandemException when a person is to decide
   */
  void apply(SourceRecord record) {
    Struct source = ((Struct) record.value()).getStruct("source");
    String table = source.getString("db") + "." + source.getString("table");
    if (policy == OnTruncate.STOP) {
      throw new TandemException(
          CaptureCode.TRUNCATED,
          table
              + " was truncated at the source ("
              + source.getString("file")
              + ":"
              + source.getInt64("pos")
              + "). Nothing is published beyond it. "
              + CaptureCode.TRUNCATED.remedy());
    }
    LOG.info("{} was truncated at the source: looking for the rows that it had", table);
    int deleted = goneRows.delete(record.topic());
    LOG.info("{} rows deleted that {} had before it was truncated", deleted, table);
  }
}
