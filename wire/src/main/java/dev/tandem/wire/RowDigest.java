/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.tandem.model.entity.EntityField;
import dev.tandem.model.entity.EntityRow;
import dev.tandem.model.entity.EntitySchema;
import dev.tandem.model.type.Value;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * A number for each field of a row, made of the value as records hold it: rows of any size are
 * compared field by field in little memory. For one thread.
 */
public final class RowDigest {
  /** Of NULL, and of a field that a schema does not have. */
  public static final long NONE = 0;

  private final List<EntityField> fields;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);
  private final JsonGenerator out;

  /** Digests of that schema's rows. */
  public RowDigest(EntitySchema schema) {
    fields = schema.fields();
    try {
      out = new JsonFactoryBuilder().rootValueSeparator("").build().createGenerator(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The digests in the order of the fields. */
  public long[] of(EntityRow row) {
    long[] digests = new long[fields.size()];
    for (int i = 0; i < digests.length; i++) {
      Value value = row.value(i);
      digests[i] = value.isNull() ? NONE : digest(fields.get(i), value);
    }
    return digests;
  }

  private long digest(EntityField field, Value value) {
    bytes.reset();
    try {
      field.type().write(value, out);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return KeyDigest.of(bytes.toByteArray()).low();
  }
}
