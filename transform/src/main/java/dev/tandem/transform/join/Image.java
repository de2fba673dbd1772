/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform.join;

import dev.tandem.wire.SchemaId;
import java.nio.charset.StandardCharsets;

/**
 * A row as its raw record spells it.
 *
 * @param schema of the table on the record's day
 */
record Image(SchemaId schema, Parts json) {

  static Image of(SchemaId schema, byte[] json) {
    return new Image(schema, Parts.of(json));
  }

  static Image read(byte[] bytes) {
    Parts parts = Parts.read(bytes);
    return of(
        new SchemaId(new String(parts.required(0), StandardCharsets.US_ASCII)), parts.required(1));
  }

  byte[] toBytes() {
    return Parts.of(schema.header(), row()).toBytes();
  }

  byte[] row() {
    return json.required(0);
  }
}
