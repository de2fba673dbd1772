/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import dev.tandem.model.error.TandemException;
import dev.tandem.model.source.OnTruncate;
import dev.tandem.model.source.TableId;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
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

  private final CaptureConfig config;
  private final StateRecord state;
  private final Publication publication;
  private final UntoldChanges changes;

  Truncations(
      CaptureConfig config, StateRecord state, Publication publication, UntoldChanges changes) {
    this.config = config;
    this.state = state;
    this.publication = publication;
    this.changes = changes;
  }

  /** Whether a record that is no heartbeat tells of one. */
  static boolean isOne(SourceRecord record) {
    return record.key() == null && "t".equals(((Struct) record.value()).getString("op"));
  }

  /**
   * Deletes the table's rows; all that came before it must be published.
   *
   * @throws TandemException when a person is to decide
   */
  void apply(SourceRecord record) {
    Struct source = ((Struct) record.value()).getStruct("source");
    TableId table = config.source().table(source);
    if (config.source().onTruncate() == OnTruncate.STOP) {
      throw new TandemException(
          CaptureCode.TRUNCATED,
          table
              + " was truncated at the source ("
              + config.source().place(source)
              + "). Nothing is published beyond it. "
              + CaptureCode.TRUNCATED.remedy());
    }
    LOG.info("{} was truncated at the source: looking for the rows that it had", table);
    LOG.info("{} rows deleted that {} had before it was truncated", delete(record.topic()), table);
  }

  /** A row may be there again: the log tells of it further on, and not where it was before. */
  private int delete(String topic) {
    int[] deleted = {0};
    try (RawImages images = new RawImages(config)) {
      Map<TopicPartition, Long> ends = images.ends(topic);
      ends.forEach(
          (partition, end) ->
              images.eachUntold(
                  partition,
                  state.get().from(partition),
                  end,
                  some -> {
                    publication.transaction(
                        open -> some.forEach(image -> open.send(changes.deleted(image))));
                    deleted[0] += some.size();
                  }));
      state.become(state.get().truncated(ends));
    }
    return deleted[0];
  }
}
