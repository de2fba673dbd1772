/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.entity.EntityField;
import dev.tandem.model.entity.EntityName;
import dev.tandem.model.entity.EntitySchema;
import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.SourceKind;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.TableId;
import dev.tandem.model.type.Types;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SchemaRecordTest {
  private static final SourceColumn ID =
      new SourceColumn("id", "BIGINT UNSIGNED", -1, -1, false, List.of());
  private static final SourceColumn STATE =
      new SourceColumn("state", "ENUM", -1, -1, true, List.of("a", "b,c", "\"", "\\", "é"));

  @Test
  void shouldReadBackATable() throws IOException {
    SourceTable table = table(ID, STATE);
    assertThat(SchemaRecord.readTable(SchemaRecord.of(table).value())).isEqualTo(table);
  }

  @Test
  void shouldReadBackASchemaWithEveryType() throws IOException {
    List<EntityField> fields =
        Stream.of(
                "boolean",
                "int16",
                "int32",
                "int64",
                "uint64",
                "decimal(65,30)",
                "float32",
                "float64",
                "string(20)",
                "text",
                "date",
                "time",
                "duration",
                "timestamp",
                "instant",
                "uuid",
                "bytes",
                "bits(64)",
                "json",
                "array<enum(x,y)>",
                "enum(a,b\\,c,\\\\,\\),)")
            .map(type -> new EntityField("f " + type, Types.parse(type).orElseThrow(), true))
            .toList();
    EntitySchema schema =
        new EntitySchema(new EntityName("shop", "thing"), fields, List.of("f int64", "f date"));
    assertThat(SchemaRecord.readEntity(SchemaRecord.of(schema).value())).isEqualTo(schema);
  }

  @Test
  void shouldHaveTheSameIdWhoeverPublishesIt() {
    assertThat(SchemaRecord.of(table(ID, STATE)).id())
        .isEqualTo(SchemaRecord.of(table(ID, STATE)).id());
    assertThat(SchemaRecord.of(table(ID, STATE)).key()).matches("source/[0-9a-f]{16}");
  }

  @Test
  void shouldHaveAnotherIdForAnyDifference() {
    SourceColumn nullable = new SourceColumn("id", "BIGINT UNSIGNED", -1, -1, true, List.of());
    assertThat(
            Stream.of(table(ID, STATE), table(STATE, ID), table(ID), table(nullable, STATE))
                .map(table -> SchemaRecord.of(table).id())
                .distinct())
        .hasSize(4);
  }

  @Test
  void shouldTravelInAHeader() {
    SchemaId id = SchemaRecord.of(table(ID)).id();
    assertThat(SchemaId.ofHeader(id.header())).isEqualTo(id);
  }

  private static SourceTable table(SourceColumn... columns) {
    return new SourceTable(
        SourceKind.MYSQL, TableId.of("shop", "things"), List.of(columns), List.of());
  }
}
