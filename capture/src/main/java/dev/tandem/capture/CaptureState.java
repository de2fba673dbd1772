/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

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
 */
record CaptureState(
    int generation, String serverUuid, Map<String, RawTopic> topics, Map<String, Long> sweep) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The state before the first start. */
  static final CaptureState NEW = new CaptureState(0, "", Map.of(), Map.of());

  CaptureState {
    topics = new TreeMap<>(topics);
    sweep = new TreeMap<>(sweep);
  }

  CaptureState swept() {
    return new CaptureState(generation, serverUuid, topics, Map.of());
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
