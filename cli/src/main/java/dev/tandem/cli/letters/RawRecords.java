/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.letters;

import dev.tandem.model.source.SourceTable;
import dev.tandem.wire.KafkaConnection;
import dev.tandem.wire.PipelineTopics;
import dev.tandem.wire.RawChange;
import dev.tandem.wire.RawChangeReader;
import dev.tandem.wire.RawRefused;
import dev.tandem.wire.SchemaId;
import dev.tandem.wire.SchemaStore;
import java.util.List;

/** Reads raw records with the columns of their own day. */
final class RawRecords implements AutoCloseable {
  private final SchemaStore schemas;

  RawRecords(KafkaConnection kafka, PipelineTopics topics) {
    schemas = new SchemaStore(kafka, topics);
  }

  SchemaStore schemas() {
    return schemas;
  }

  /**
   * What a record says.
   *
   * @param schema the record's header
   * @throws RawRefused when it cannot be decoded
   */
  Decoded decode(SchemaId schema, byte[] value) throws RawRefused {
    SourceTable table = schemas.table(schema);
    return new Decoded(table, schemas.earlier(schema), new RawChangeReader(table).read(value));
  }

  @Override
  public void close() {
    schemas.close();
  }

  /**
   * A raw record.
   *
   * @param earlier how its table looked before
   */
  record Decoded(SourceTable table, List<SourceTable> earlier, RawChange change) {}
}
