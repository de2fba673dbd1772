/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform;

import dev.tandem.model.entity.EntityChange;
import dev.tandem.model.entity.EntitySchema;
import dev.tandem.wire.EntityRecord;
import dev.tandem.wire.Headers;
import dev.tandem.wire.SchemaRecord;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** How the changes of one schema are written. */
public record EntityFormat(SchemaRecord schema, EntityRecord records) {

  /** That of a schema. */
  public static EntityFormat of(EntitySchema schema) {
    return new EntityFormat(SchemaRecord.of(schema), new EntityRecord(schema));
  }

  /** The key under which the schema is published. */
  public byte[] schemaKey() {
    return schema.key().getBytes(StandardCharsets.UTF_8);
  }

  /** The headers of a record of the schema. */
  public RecordHeaders headers() {
    RecordHeaders headers = new RecordHeaders();
    headers.add(Headers.SCHEMA, schema.id().header());
    return headers;
  }

  /** The key of a change's record. */
  public static byte[] key(EntityChange change) {
    return change.key().json().getBytes(StandardCharsets.UTF_8);
  }

  /** The value of a change's record. */
  public byte[] value(EntityChange change) {
    return records.write(change);
  }
}
