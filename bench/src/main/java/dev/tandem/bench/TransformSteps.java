/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import dev.tandem.model.entity.EntityChange;
import dev.tandem.model.entity.EntitySchema;
import dev.tandem.model.entity.Version;
import dev.tandem.model.mapping.EntityMapper;
import dev.tandem.model.mapping.Mapping;
import dev.tandem.model.mapping.MappingMismatch;
import dev.tandem.model.source.SourceTable;
import dev.tandem.wire.EntityRecord;
import dev.tandem.wire.RawChange;
import dev.tandem.wire.RawChangeReader;
import dev.tandem.wire.RawRefused;
import java.nio.charset.StandardCharsets;

/** What the transform does with each record between the two topics. */
final class TransformSteps {
  private final RawChangeReader reader;
  private final EntityMapper mapper;
  private final EntityRecord records;

  TransformSteps(MappingVariant variant) {
    this(variant, Orders.TABLE);
  }

  TransformSteps(MappingVariant variant, SourceTable table) {
    try {
      mapper = EntityMapper.compile(variant.plan(), table);
    } catch (MappingMismatch e) {
      throw new IllegalStateException(e);
    }
    reader = new RawChangeReader(table, mapper.formerColumns());
    records = new EntityRecord(mapper.schema());
  }

  EntitySchema schema() {
    return mapper.schema();
  }

  RawChange decode(byte[] raw) {
    try {
      return reader.read(raw);
    } catch (RawRefused e) {
      throw new IllegalStateException(e);
    }
  }

  EntityChange map(RawChange raw, long offset) {
    Version version = Version.of(0, offset, 0);
    Mapping mapping = mapper.map(raw.change(), version, raw.committedAtMicros());
    if (mapping instanceof Mapping.Mapped mapped && mapped.warnings().isEmpty()) {
      return mapped.change();
    }
    throw new IllegalStateException("not mapped: " + mapping);
  }

  byte[] key(EntityChange change) {
    return change.key().json().getBytes(StandardCharsets.UTF_8);
  }

  byte[] value(EntityChange change) {
    return records.write(change);
  }

  /** What a sink does with the value first. */
  EntityChange read(byte[] value) {
    try {
      return records.read(value);
    } catch (RawRefused e) {
      throw new IllegalStateException(e);
    }
  }
}
