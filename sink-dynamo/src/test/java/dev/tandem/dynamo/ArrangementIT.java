/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.entity.EntityChange;
import dev.tandem.model.entity.EntityRow;
import dev.tandem.model.entity.Version;
import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.mapping.MappingPlan;
import dev.tandem.model.target.StoredRow;
import dev.tandem.model.target.TargetReader;
import dev.tandem.model.target.TargetWriter;
import dev.tandem.model.target.WriteResult;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Items with maps and lists, through the public door, with the key in one of them. */
class ArrangementIT {
  private final String table = TestDynamo.fresh("people");
  private final String pipeline = TestDynamo.fresh("pipeline");
  private final EntityPlan entity = Parcels.entity(People.SCHEMA.name(), People.plan(table));
  private final DynamoTarget target =
      TestDynamo.target(pipeline, new MappingPlan(0, List.of(entity)));

  @BeforeEach
  void prepare() {
    target.prepare(true);
  }

  @AfterEach
  void drop() {
    TestDynamo.drop(table, Tombstones.tableOf(pipeline));
  }

  @Test
  void shouldWriteUpdateAndDelete() {
    // Given
    EntityRow changed = People.row(1, null, null, "Rome", null, "3", "null", null);
    EntityRow late = People.row(1, "late", null, null, null, null, null, null);
    try (TargetWriter writer = target.writer()) {
      // When
      writer.write(
          Parcels.batch(
              People.SCHEMA,
              List.of(
                  created(People.full(1), 1), created(People.full(2), 1), created(bare(3), 1))));
      assertThat(rows())
          .containsExactlyInAnyOrder(
              stored(People.full(1)), stored(People.full(2)), stored(bare(3)));
      WriteResult newer = writer.write(Parcels.batch(People.SCHEMA, List.of(updated(changed, 3))));
      WriteResult older = writer.write(Parcels.batch(People.SCHEMA, List.of(updated(late, 2))));
      writer.write(Parcels.batch(People.SCHEMA, List.of(deleted(People.full(2), 2))));

      // Then
      assertThat(newer.applied()).isEqualTo(1);
      assertThat(older.superseded()).isEqualTo(1);
      assertThat(rows()).containsExactlyInAnyOrder(stored(changed), stored(bare(3)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"n\":12345678901234567890123456789012345678,\"m\":-0.1e-129,\"e\":\"\",\"l\":[]}",
        "{\"a\":{\"b\":[{\"c\":null},{},[[]],true,1.10]}}",
        "\"\"",
        "0.00000000000000000000000000000000000001",
        "null"
      })
  void shouldKeepDocumentsExactly(String document) {
    // Given
    EntityRow row = People.row(1, null, null, null, null, null, document, null);

    // When
    try (TargetWriter writer = target.writer()) {
      writer.write(Parcels.batch(People.SCHEMA, List.of(created(row, 1))));
    }

    // Then
    assertThat(rows()).containsExactly(stored(row));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"n\":123456789012345678901234567890123456789} | E_DYNAMO_NUMBER_RANGE",
        "1e126 | E_DYNAMO_NUMBER_RANGE",
        "{\"\":1} | E_DYNAMO_EMPTY_KEY",
        "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]] | E_JSON_DEPTH"
      })
  void shouldRefuseDocumentsThatDynamoDbCannotKeep(String document, String code) {
    // Given
    EntityRow row = People.row(1, null, null, null, null, null, document, null);

    // When
    try (TargetWriter writer = target.writer()) {
      WriteResult result = writer.write(Parcels.batch(People.SCHEMA, List.of(created(row, 1))));

      // Then
      assertThat(result.rejected())
          .singleElement()
          .satisfies(refused -> assertThat(refused.code()).isEqualTo(code))
          .satisfies(refused -> assertThat(refused.reason()).contains("field doc"));
    }
    assertThat(rows()).isEmpty();
  }

  private List<StoredRow> rows() {
    List<StoredRow> rows = new ArrayList<>();
    try (TargetReader reader = target.reader(entity)) {
      reader.scan(People.SCHEMA, rows::add);
    }
    return rows;
  }

  private static StoredRow stored(EntityRow row) {
    return new StoredRow(row, List.of());
  }

  private static EntityRow bare(long id) {
    return People.row(id, null, null, null, null, null, null, null);
  }

  private static EntityChange created(EntityRow row, long version) {
    return upserted(row, version, EntityChange.Origin.CREATE);
  }

  private static EntityChange updated(EntityRow row, long version) {
    return upserted(row, version, EntityChange.Origin.UPDATE);
  }

  private static EntityChange upserted(EntityRow row, long version, EntityChange.Origin origin) {
    return new EntityChange.Upserted(row.key(), new Version(version), 0, origin, row, List.of());
  }

  private static EntityChange deleted(EntityRow row, long version) {
    return new EntityChange.Deleted(
        row.key(), new Version(version), 0, List.of(row.location(List.of("id"))));
  }
}
