/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.verify;

import dev.tandem.model.entity.EntityRow;
import dev.tandem.model.entity.EntitySchema;
import dev.tandem.model.entity.Location;
import dev.tandem.model.target.StoredRow;
import java.util.List;
import java.util.Map;

/**
 * The hashes that stand for a row: 64 bits of its key, and 128 of all its values and flaws. One
 * object takes row after row, so that a scan makes no garbage.
 */
final class Fingerprint {
  private final EntitySchema schema;
  private final int[] keyFields;
  private final CanonicalBytes bytes = new CanonicalBytes();
  private final Murmur murmur = new Murmur();

  private long key;
  private long first;
  private long second;

  Fingerprint(EntitySchema schema) {
    this.schema = schema;
    Map<String, Integer> positions = schema.positions();
    this.keyFields = schema.key().stream().mapToInt(positions::get).toArray();
  }

  /** Takes a row as it should be. */
  void take(EntityRow row) {
    take(row, List.of());
  }

  /** Takes a row as it is stored; one with flaws is like no row of a source. */
  void take(EntityRow row, List<StoredRow.Flaw> flaws) {
    takeKey(row);
    bytes.clear();
    for (int i = 0; i < schema.fields().size(); i++) {
      bytes.value(row.value(i));
    }
    for (StoredRow.Flaw flaw : flaws) {
      bytes.text(flaw.name());
      bytes.text(flaw.expected());
      bytes.text(flaw.found());
    }
    first = hashed();
    second = murmur.second();
  }

  /** Takes a row's key alone: only {@link #key()} means something then. */
  void takeKey(EntityRow row) {
    bytes.clear();
    for (int field : keyFields) {
      bytes.value(row.value(field));
    }
    key = hashed();
  }

  /** Takes the key of the row at a place. */
  void takeKey(Location location) {
    bytes.clear();
    schema.key().forEach(name -> bytes.value(location.value(name)));
    key = hashed();
  }

  private long hashed() {
    murmur.hash(bytes.bytes(), bytes.length());
    return murmur.first();
  }

  long key() {
    return key;
  }

  long first() {
    return first;
  }

  long second() {
    return second;
  }
}
