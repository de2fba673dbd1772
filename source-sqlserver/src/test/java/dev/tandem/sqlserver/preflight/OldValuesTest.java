/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.entity.EntityName;
import dev.tandem.model.mapping.ColumnsPlan;
import dev.tandem.model.mapping.DynamoPlan;
import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.mapping.FieldPlan;
import dev.tandem.model.mapping.RowsPlan;
import dev.tandem.model.mapping.Template;
import dev.tandem.model.preflight.Problem;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.type.Types;
import dev.tandem.sqlserver.SqlServerCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OldValuesTest {
  private static final SourceTable TABLE =
      Plans.orders(Plans.column("note", "ntext"), Plans.column("name", "nvarchar"));

  private static RowsPlan where(String condition) {
    return new RowsPlan(Optional.of(condition), List.of(), new RowsPlan.Hard());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"note != 'x'", "id > 3 && note == null", "label == 'x'"})
  void shouldRefuseAConditionOverALongTextOfTheOldKind(String condition) {
    // Given
    FieldPlan label =
        FieldPlan.of("label", new FieldPlan.Computed("note + '!'"), Types.parse("text"));
    // When
    List<Problem> problems =
        OldValues.problems(Plans.entity(Plans.all(label), where(condition)), TABLE);
    // Then
    assertThat(problems)
        .singleElement()
        .satisfies(problem -> assertThat(problem.code()).isEqualTo(SqlServerCode.OLD_VALUE))
        .satisfies(problem -> assertThat(problem.where()).isEqualTo("sales.dbo.orders.note"))
        .satisfies(problem -> assertThat(problem.sentence()).contains("NTEXT", "where:"));
  }

  @Test
  void shouldLetOtherConditionsBe() {
    assertThat(OldValues.problems(Plans.entity(Plans.all(), where("name != 'x'")), TABLE))
        .isEmpty();
    assertThat(OldValues.problems(Plans.entity(Plans.all()), TABLE)).isEmpty();
  }

  @Test
  void shouldRefuseADynamoKeyMadeOfOne() {
    // Given
    ColumnsPlan columns = Plans.all();
    DynamoPlan dynamo =
        new DynamoPlan(
            "orders",
            new DynamoPlan.Keys(Template.parse("ORDER#{note}"), Optional.empty()),
            Map.of(),
            Optional.empty());
    EntityPlan entity =
        new EntityPlan(
            new EntityName("shop", "order"),
            Plans.ORDERS,
            columns,
            RowsPlan.ALL,
            Optional.empty(),
            Optional.of(dynamo));
    // Then
    assertThat(OldValues.problems(entity, TABLE))
        .singleElement()
        .satisfies(problem -> assertThat(problem.sentence()).contains("DynamoDB key"));
  }
}
