/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.model.source.TableId;
import dev.tandem.wire.PipelineTopics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/**
 * What capture must know of its past besides the offset; kept beside it in the offsets topic.
 *
 * @param generation raised whenever raw offsets start anew or keys change partition, so that
 *     versions still only grow
 * @param serverUuid the source server that answered last
 * @param topics the identity and the number of partitions of each raw topic
 * @param sweep where each raw partition ended when a snapshot was begun again: rows below that are
 *     gone from the source may never be mentioned again, and must be deleted once the snapshot is
 *     done; empty when none is due
 * @param settled the offset of each raw partition before which no row's image counts any longer,
 *     since a sweep or a TRUNCATE has told what became of all of them; absent for the start
 */
record CaptureState(
    int generation,
    String serverUuid,
    Map<String, RawTopic> topics,
    Map<String, Long> sweep,
    Map<String, Long> settled) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The state before the first start. */
  static final CaptureState NEW = new CaptureState(0, "", Map.of(), Map.of(), Map.of());

  CaptureState {
    topics = new TreeMap<>(topics);
    sweep = new TreeMap<>(sweep);
    settled = new TreeMap<>(settled);
  }

  /** After the sweep that was due. */
  CaptureState swept() {
    return new CaptureState(generation, serverUuid, topics, Map.of(), with(sweep));
  }

  /** After all rows before these offsets were deleted. */
  CaptureState truncated(Map<TopicPartition, Long> ends) {
    Map<String, Long> more = new TreeMap<>();
    ends.forEach((partition, end) -> more.put(partition.toString(), end));
    return new CaptureState(generation, serverUuid, topics, sweep, with(more));
  }

  private Map<String, Long> with(Map<String, Long> more) {
    Map<String, Long> all = new TreeMap<>(settled);
    all.putAll(more);
    return all;
  }

  /** Those of the tables that were not captured yet when others were. */
  List<TableId> added(PipelineTopics names, Collection<TableId> tables) {
    return topics.isEmpty()
        ? List.of()
        : tables.stream().filter(table -> !topics.containsKey(names.raw(table))).toList();
  }

  /** The offset from which on a partition's images count. */
  long from(TopicPartition partition) {
    return settled.getOrDefault(partition.toString(), 0L);
  }

  /** Whether the raw topics are the first ones, and hold nothing that a snapshot would repeat. */
  boolean nothingBefore() {
    return generation == NEW.generation && sweep.isEmpty();
  }

  byte[] toJson() {
    try {
      return JSON.writeValueAsBytes(this);
    } catch (JacksonException e) {
      throw new UncheckedIOException(e);
    }
  }

  static CaptureState ofJson(byte[] json) {
    try {
      return JSON.readValue(json, CaptureState.class);
    } catch (IOException e) {
      throw new UncheckedIOException("no capture state in the offsets topic", e);
    }
  }

  /** A raw topic as it was found. */
  record RawTopic(String id, int partitions) {}
}
