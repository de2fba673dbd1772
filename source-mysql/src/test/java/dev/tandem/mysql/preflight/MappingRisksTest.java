/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.mysql.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.entity.EntityName;
import dev.tandem.model.mapping.ColumnsPlan;
import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.mapping.FieldPlan;
import dev.tandem.model.mapping.Naming;
import dev.tandem.model.mapping.RowsPlan;
import dev.tandem.model.source.MySqlTypes;
import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.SourceKind;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.TableId;
import dev.tandem.model.type.Type;
import dev.tandem.model.type.Types;
import dev.tandem.mysql.MySqlCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MappingRisksTest {
  private static final SourceColumn ID = column("id", "INT", -1, -1);

  private static SourceColumn column(String name, String type, int length, int scale) {
    List<String> labels = type.equals("ENUM") || type.equals("SET") ? List.of("a", "b") : List.of();
    return MySqlTypes.normalise(new SourceColumn(name, type, length, scale, true, labels));
  }

  private static EntityPlan entity(ColumnsPlan columns) {
    return new EntityPlan(
        new EntityName("shop", "orders"),
        TableId.of("shop", "Orders"),
        columns,
        RowsPlan.ALL,
        Optional.empty(),
        Optional.empty());
  }

  private static List<Suspicion> suspicions(
      ColumnsPlan columns, List<String> key, SourceColumn... more) {
    SourceTable table =
        new SourceTable(SourceKind.MYSQL, TableId.of("shop", "Orders"), List.of(more), key);
    return new MappingRisks(entity(columns), table, Map.of()).suspicions();
  }

  private static FieldPlan field(String column, String type) {
    Optional<Type> parsed = Types.parse(type);
    assertThat(parsed).as(type).isPresent();
    return FieldPlan.of(column, column, parsed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SMALLINT UNSIGNED | -1 | -1 | int16 | `c` > 32767",
        "INT UNSIGNED | -1 | -1 | int32 | `c` > 2147483647",
        "BIGINT UNSIGNED | -1 | -1 | int64 | `c` > 9223372036854775807",
        "INT | -1 | -1 | uint64 | `c` < 0",
        "INT | -1 | -1 | int16 | `c` < -32768 OR `c` > 32767",
        "DECIMAL | 10 | 3 | decimal(10,2) | `c` <> TRUNCATE(`c`, 2)",
        "DECIMAL | 10 | 2 | decimal(8,2) | `c` <= -1000000 OR `c` >= 1000000",
        "VARCHAR | 20 | -1 | string(10) | CHAR_LENGTH(`c`) > 10",
        "TINYINT | -1 | -1 | boolean | `c` NOT IN (0, 1)",
        "DATETIME | -1 | -1 | instant | `c` IS NOT NULL",
        "TIMESTAMP | -1 | -1 | timestamp | `c` IS NOT NULL",
        "ENUM | -1 | -1 | enum(b) | `c` + 0 IN (1)",
        "SET | -1 | -1 | array<enum(a)> | (`c` + 0) & 2 <> 0",
        "BLOB | -1 | -1 | uuid | LENGTH(`c`) <> 16"
      })
  void shouldNameTheRowsThatADeclaredTypeRefuses(
      String type, int length, int scale, String declared, String condition) {
    // When
    List<Suspicion> risks =
        suspicions(
            ColumnsPlan.all(Naming.AS_IS, field("c", declared)),
            List.of("id"),
            ID,
            column("c", type, length, scale));

    // Then
    assertThat(risks)
        .filteredOn(risk -> risk.code() == MySqlCode.RISKY_TYPE)
        .singleElement()
        .satisfies(risk -> assertThat(risk.condition()).contains(condition))
        .satisfies(risk -> assertThat(risk.sentence()).contains("shop.orders.c is " + declared))
        .satisfies(risk -> assertThat(risk.remedy()).endsWith("."));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "INT UNSIGNED | -1 | -1 | int64",
        "TINYINT | -1 | -1 | decimal(3,0)",
        "INT UNSIGNED | -1 | -1 | string(10)",
        "INT | -1 | -1 | string(11)",
        "DECIMAL UNSIGNED | 10 | 2 | string(11)",
        "DECIMAL | 10 | 2 | decimal(12,4)",
        "DECIMAL | 4 | 0 | int16",
        "VARCHAR | 20 | -1 | string(20)",
        "VARCHAR | 20 | -1 | text",
        "MEDIUMINT | -1 | -1 | float32",
        "INT | -1 | -1 | float64",
        "FLOAT | -1 | -1 | float64",
        "TIME | -1 | -1 | duration",
        "TIMESTAMP | -1 | -1 | instant",
        "BINARY | 16 | -1 | uuid",
        "BIT | 1 | -1 | boolean",
        "ENUM | -1 | -1 | enum(b,a,c)",
        "ENUM | -1 | -1 | string(1)",
        "JSON | -1 | -1 | json"
      })
  void shouldBeSilentWhereATypeHoldsEverything(
      String type, int length, int scale, String declared) {
    assertThat(
            suspicions(
                ColumnsPlan.all(Naming.AS_IS, field("c", declared)),
                List.of("id"),
                ID,
                column("c", type, length, scale)))
        .noneMatch(risk -> risk.code() == MySqlCode.RISKY_TYPE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TINYINT",
        "BIGINT UNSIGNED",
        "DECIMAL",
        "FLOAT",
        "DOUBLE",
        "CHAR",
        "LONGTEXT",
        "BLOB",
        "DATE",
        "DATETIME",
        "TIMESTAMP",
        "YEAR",
        "ENUM",
        "SET",
        "JSON",
        "BIT",
        "POINT"
      })
  void shouldBeSilentAboutTypesOfTandemsOwnChoice(String type) {
    assertThat(
            suspicions(ColumnsPlan.all(Naming.AS_IS), List.of("id"), ID, column("c", type, 10, 2)))
        .noneMatch(risk -> risk.code() == MySqlCode.RISKY_TYPE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TIMESTAMP", "ENUM", "TEXT"})
  void shouldTellWhatHoldsForAKeyColumn(String type) {
    assertThat(suspicions(ColumnsPlan.all(Naming.AS_IS), List.of("c"), column("c", type, -1, -1)))
        .filteredOn(risk -> risk.code() == MySqlCode.RISKY_KEY)
        .singleElement()
        .satisfies(risk -> assertThat(risk.sentence()).contains("the key has a"));
  }

  @Test
  void shouldTellThatATransformedKeyCanMakeOneRowOfTwo() {
    // Given
    FieldPlan transformed =
        new FieldPlan(
            "c",
            new FieldPlan.Column("c"),
            List.of(new FieldPlan.Step("lowercase", value -> value)),
            Types.parse("string(3)"),
            Optional.empty(),
            false);

    // When
    List<Suspicion> risks =
        suspicions(
            ColumnsPlan.all(Naming.AS_IS, transformed),
            List.of("c"),
            column("c", "VARCHAR", 20, -1));

    // Then
    assertThat(risks)
        .singleElement()
        .satisfies(risk -> assertThat(risk.code()).isEqualTo(MySqlCode.RISKY_KEY))
        .satisfies(risk -> assertThat(risk.sentence()).contains("two rows become one"));
  }

  @Test
  void shouldCountNullsWhereTheWholeRowIsTheKey() {
    // When
    List<Suspicion> risks =
        suspicions(
            ColumnsPlan.all(Naming.AS_IS).keyedByAll(), List.of(), column("c", "INT", -1, -1));

    // Then
    assertThat(risks)
        .singleElement()
        .satisfies(risk -> assertThat(risk.condition()).contains("`c` IS NULL"))
        .satisfies(risk -> assertThat(risk.sentence()).contains("belongs to the key", "E_NULL"));
  }

  @Test
  void shouldLookAtMappedColumnsOnly() {
    // Given
    ColumnsPlan dropped =
        new ColumnsPlan(Naming.AS_IS, List.of(), ColumnsPlan.Others.MAP, Set.of("d"), List.of());
    ColumnsPlan ignored =
        new ColumnsPlan(Naming.AS_IS, List.of(), ColumnsPlan.Others.IGNORE, Set.of(), List.of());

    // Then
    for (ColumnsPlan columns : List.of(dropped, ignored)) {
      assertThat(suspicions(columns, List.of("id"), ID, column("d", "DATE", -1, -1))).isEmpty();
    }
  }
}
