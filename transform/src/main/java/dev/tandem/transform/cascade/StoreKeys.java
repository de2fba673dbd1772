/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform.cascade;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;

/**
 * The keys by which parents' values, and the children below them, are found. A zero byte ends each
 * part but the last; no part holds one, since JSON escapes it.
 */
final class StoreKeys {
  private StoreKeys() {}

  /**
   * Values that a foreign key refers to.
   *
   * @param key its place in the plan
   */
  static byte[] of(int key, String values) {
    byte[] text = values.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(text.length + 3)
        .putShort((short) key)
        .put(text)
        .put((byte) 0)
        .array();
  }

  /** The place in the plan of the foreign key that these are values of. */
  static int foreignKey(byte[] values) {
    return ByteBuffer.wrap(values).getShort();
  }

  /** A child below such values. */
  static Bytes child(byte[] values, String id) {
    byte[] text = id.getBytes(StandardCharsets.UTF_8);
    return Bytes.wrap(
        ByteBuffer.allocate(values.length + text.length).put(values).put(text).array());
  }
}
