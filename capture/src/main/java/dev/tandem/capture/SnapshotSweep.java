/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import dev.tandem.model.source.SourceReader;
import dev.tandem.model.source.SourceTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what became of rows between two snapshots. One that is cut off is taken again from the
 * start, at a later place in the log; what happened in between is in no log that capture still
 * reads. A row that was deleted would stay at the targets, and one that moved there would stay at
 * its old place, too. So once the new snapshot is done, and before the log is read on, the rows
 * published before it that are gone are deleted, and those that it read otherwise are told with
 * both their images.
 */
final class SnapshotSweep {
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotSweep.class);

  /** Bytes of images that wait for a look at what the new snapshot read. */
  private static final int HELD = 32 << 20;

  private final CaptureConfig config;
  private final StateRecord state;
  private final Publication publication;
  private final UntoldChanges changes;

  SnapshotSweep(
      CaptureConfig config, StateRecord state, Publication publication, UntoldChanges changes) {
    this.config = config;
    this.state = state;
    this.publication = publication;
    this.changes = changes;
  }

  boolean isDue() {
    return !state.get().sweep().isEmpty();
  }

  /** Publishes the changes, and then that the sweep is done; cut off, it is done again. */
  void run() {
    LOG.info("a snapshot was taken anew: looking for what became of rows since the one before");
    int published = 0;
    try (RawImages images = new RawImages(config);
        SourceReader source = config.source().reader()) {
      for (Map.Entry<String, Long> end : state.get().sweep().entrySet()) {
        Partition partition = new Partition(partition(end.getKey()), end.getValue(), images);
        published += partition.sweep(new SourceLookup(source));
      }
    }
    state.become(state.get().swept());
    LOG.info("{} changes published that neither snapshot tells", published);
  }

  private static TopicPartition partition(String text) {
    int dash = text.lastIndexOf('-');
    return new TopicPartition(text.substring(0, dash), Integer.parseInt(text.substring(dash + 1)));
  }

  /** One partition's rows. */
  private final class Partition {
    private final TopicPartition partition;
    private final long end;
    private final RawImages images;
    private final Map<String, List<RawImage>> changed = new HashMap<>();
    private int held;
    private int published;

    /**
     * A partition.
     *
     * @param end where the new snapshot begins
     */
    Partition(TopicPartition partition, long end, RawImages images) {
      this.partition = partition;
      this.end = end;
      this.images = images;
    }

    int sweep(SourceLookup lookup) {
      images.eachUntold(
          partition,
          state.get().from(partition),
          end,
          some -> {
            take(lookup.of(some));
            if (held >= HELD) {
              compareWithSnapshot();
            }
          });
      compareWithSnapshot();
      return published;
    }

    private void take(Map<RawImage, SourceLookup.Now> found) {
      List<RawImage> gone = new ArrayList<>();
      found.forEach(
          (image, now) -> {
            if (now == SourceLookup.Now.GONE) {
              gone.add(image);
            } else if (now == SourceLookup.Now.OTHER) {
              changed.computeIfAbsent(image.key(), key -> new ArrayList<>()).add(image);
              held += image.size();
            }
          });
      publish(gone.stream().map(changes::deleted).toList());
    }

    /**
     * What the source has now may be in the log still; what comes before that is in the snapshot,
     * and a row that is not there was inserted later. Only of an altered table that cannot be told:
     * its rows may lie under keys that are spelled otherwise.
     */
    private void compareWithSnapshot() {
      if (changed.isEmpty()) {
        return;
      }
      List<ProducerRecord<byte[], byte[]>> made = new ArrayList<>();
      Set<SourceTable> tables = new HashSet<>();
      images.each(
          partition,
          end,
          images.end(partition),
          read -> {
            if (read.isOfSnapshot()) {
              tables.add(read.table().table());
              compare(read, made);
            }
          });
      changed.values().stream()
          .flatMap(List::stream)
          .filter(image -> tables.equals(Set.of(image.table().table())))
          .forEach(image -> made.add(changes.deleted(image)));
      publish(made);
      changed.clear();
      held = 0;
    }

    private void compare(RawImage read, List<ProducerRecord<byte[], byte[]>> made) {
      List<RawImage> row = changed.remove(read.key());
      if (row != null) {
        row.stream()
            .filter(image -> !isSame(image, read))
            .forEach(image -> made.addAll(changes.updated(image, read)));
      }
    }

    private void publish(List<ProducerRecord<byte[], byte[]>> made) {
      if (!made.isEmpty()) {
        publication.transaction(open -> made.forEach(open::send));
        published += made.size();
      }
    }
  }

  private static boolean isSame(RawImage one, RawImage other) {
    return SourceLookup.isSame(one.row().orElseThrow(), other.row().orElseThrow());
  }
}
