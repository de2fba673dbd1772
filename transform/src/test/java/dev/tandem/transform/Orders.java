/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform;

import dev.tandem.model.entity.EntityName;
import dev.tandem.model.mapping.ColumnsPlan;
import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.mapping.FieldPlan;
import dev.tandem.model.mapping.MappingPlan;
import dev.tandem.model.mapping.Naming;
import dev.tandem.model.mapping.RowsPlan;
import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.SourceKind;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.TableId;
import dev.tandem.model.type.Types;
import dev.tandem.wire.Headers;
import dev.tandem.wire.SchemaRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** A table of the tests' own, its entity, and its raw records as capture writes them. */
final class Orders {
  static final TableId TABLE = TableId.of("shop", "orders");
  static final EntityName ENTITY = new EntityName("sales", "order");
  static final SourceTable COLUMNS = table(column("note", "TEXT"));

  private Orders() {}

  static SourceColumn column(String name, String type) {
    return new SourceColumn(name, type, -1, -1, true, List.of());
  }

  /** A table with the key {@code id} and these columns besides. */
  static SourceTable table(SourceColumn... columns) {
    List<SourceColumn> all = new ArrayList<>();
    all.add(new SourceColumn("id", "BIGINT", -1, -1, false, List.of()));
    all.addAll(Arrays.asList(columns));
    return new SourceTable(SourceKind.MYSQL, TABLE, all, List.of("id"));
  }

  static EntityPlan plan(EntityName name, FieldPlan... fields) {
    return new EntityPlan(
        name,
        TABLE,
        ColumnsPlan.all(Naming.AS_IS, fields),
        RowsPlan.ALL,
        Optional.empty(),
        Optional.empty());
  }

  static FieldPlan field(String name, String type) {
    return FieldPlan.of(name, name, Types.parse(type));
  }

  static MappingPlan mapping(EntityPlan... entities) {
    return new MappingPlan(3, List.of(entities));
  }

  static RecordHeaders headers(SourceTable table, String generation) {
    RecordHeaders headers = new RecordHeaders();
    headers.add(Headers.SCHEMA, SchemaRecord.of(table).id().header());
    headers.add(Headers.GENERATION, generation.getBytes(StandardCharsets.US_ASCII));
    return headers;
  }

  static String created(String row) {
    return envelope("c", "null", row);
  }

  static String read(String row) {
    return envelope("r", "null", row);
  }

  static String updated(String before, String after) {
    return envelope("u", before, after);
  }

  static String deleted(String row) {
    return envelope("d", row, "null");
  }

  static String envelope(String op, String before, String after) {
    return """
        {"before":%s,"after":%s,"source":{"version":"3.6.1.Final","connector":"mysql","ts_ms":1000,\
        "snapshot":"false","db":"shop","ts_us":1000123,"ts_ns":1000123000,"table":"orders"},\
        "transaction":null,"op":"%s","ts_ms":2000}"""
        .formatted(before, after, op);
  }
}
