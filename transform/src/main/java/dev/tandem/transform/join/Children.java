/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform.join;

import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The children of one row by their keys, in one spelling whatever the order they came in. */
final class Children {
  private final TreeMap<String, byte[]> children = new TreeMap<>();

  static Children read(byte @Nullable [] bytes) {
    Children read = new Children();
    if (bytes != null) {
      Parts parts = Parts.read(bytes);
      for (int i = 0; i < parts.count(); i += 2) {
        String key = parts.text(i);
        if (key != null) {
          read.children.put(key, parts.required(i + 1));
        }
      }
    }
    return read;
  }

  byte[] toBytes() {
    Parts parts = Parts.ofCount(children.size() * 2);
    int at = 0;
    for (var child : children.entrySet()) {
      parts.set(at++, Parts.bytes(child.getKey()));
      parts.set(at++, child.getValue());
    }
    return parts.toBytes();
  }

  Children with(String key, byte[] child) {
    children.put(key, child);
    return this;
  }

  Children without(String key) {
    children.remove(key);
    return this;
  }

  void each(BiConsumer<String, byte[]> action) {
    children.forEach(action);
  }
}
