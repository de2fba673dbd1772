/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.mapping;

import static dev.tandem.model.mapping.Orders.columns;
import static dev.tandem.model.mapping.Orders.computed;
import static dev.tandem.model.mapping.Orders.constant;
import static dev.tandem.model.mapping.Orders.field;
import static dev.tandem.model.mapping.Orders.mapper;
import static dev.tandem.model.mapping.Orders.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tandem.model.entity.EntityField;
import dev.tandem.model.entity.EntityRow;
import dev.tandem.model.type.Value;
import dev.tandem.model.type.ValueError;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What becomes of columns. */
class FieldCompilerTest {
  @Test
  void shouldTakeTheStepsBeforeTheValueThatStandsForNull() throws Exception {
    EntityMapper mapper =
        mapper(
            RowsPlan.ALL,
            field("status", "Status", Optional.of("none"), false, "trim", "nullif('')"));
    assertThat(values(mapper, row(1, "  ", 5))).containsExactly(id(1), text("none"), number(5));
    assertThat(values(mapper, row(1, " a ", 5))).containsExactly(id(1), text("a"), number(5));
    assertThat(values(mapper, row(1, null, null))).containsExactly(id(1), text("none"), Value.NULL);
    assertThat(mapper.schema().field("status").nullable()).isFalse();
    assertThat(mapper.schema().field("total").nullable()).isTrue();
  }

  @Test
  void shouldRefuseNullInAFieldThatIsRequired() throws Exception {
    EntityMapper mapper = mapper(RowsPlan.ALL, field("status", "Status", Optional.empty(), true));
    assertThat(values(mapper, row(1, "", 5))).contains(text(""));
    RowRefused refused = catchThrowableOfType(RowRefused.class, () -> mapper.map(row(1, null, 5)));
    assertThat(refused.error()).isEqualTo(ValueError.NULL);
    assertThat(refused.field()).isEqualTo("status");
  }

  @Test
  void shouldMakeSeveralFieldsOfOneColumn() throws Exception {
    EntityMapper mapper =
        mapper(
            RowsPlan.ALL,
            field("status", "Status", Optional.empty(), false),
            field("code", "Status", Optional.empty(), false, "uppercase"));
    assertThat(values(mapper, row(1, "a", 5)))
        .containsExactly(id(1), text("a"), text("A"), number(5));
  }

  @Test
  void shouldAddConstantAndComputedFieldsBehindThoseOfColumns() throws Exception {
    EntityMapper mapper =
        mapper(
            RowsPlan.ALL,
            computed("double_total", "int64", "total * 2"),
            constant("region", "string(2)", "EU"));
    assertThat(mapper.schema().fields())
        .extracting(EntityField::name)
        .containsExactly("id", "status", "total", "region", "double_total");
    assertThat(values(mapper, row(1, "a", 5)))
        .containsExactly(id(1), text("a"), number(5), text("EU"), number(10));
    RowRefused refused =
        catchThrowableOfType(RowRefused.class, () -> mapper.map(row(1, "a", null)));
    assertThat(refused.error()).isEqualTo(ValueError.EXPRESSION);
    assertThat(refused.field()).isEqualTo("double_total");
  }

  @Test
  void shouldLeaveOutWhatIsDroppedOrNotNamed() throws Exception {
    assertThat(names(columns(ColumnsPlan.Others.MAP, Set.of("Status"))))
        .containsExactly("id", "total");
    assertThat(
            names(
                columns(
                    ColumnsPlan.Others.IGNORE,
                    Set.of(),
                    field("amount", "Total", Optional.empty(), false))))
        .as("the key stays")
        .containsExactly("id", "amount");
  }

  @Test
  void shouldSayWhatDoesNotFitAField() {
    assertThatThrownBy(
            () ->
                mapper(
                    columns(
                        ColumnsPlan.Others.REFUSE,
                        Set.of("Gone"),
                        field("status", "Status", Optional.empty(), false),
                        field("total", "Total", Optional.of("many"), false),
                        computed("a", "text", "nothing + 1"),
                        constant("c", "boolean", "perhaps")),
                    RowsPlan.ALL))
        .isInstanceOf(MappingMismatch.class)
        .hasMessageContaining("column Gone is dropped, but shop.Orders does not have it")
        .hasMessageContaining("column Id of shop.Orders is neither mapped nor dropped")
        .hasMessageContaining("field total is a int32, which 'many' is not")
        .hasMessageContaining("field c is a boolean, which 'perhaps' is not")
        .hasMessageContaining("field a cannot be compiled");
  }

  private static java.util.List<String> names(ColumnsPlan columns) throws MappingMismatch {
    return mapper(columns, RowsPlan.ALL).schema().fields().stream().map(EntityField::name).toList();
  }

  private static java.util.List<Value> values(
      EntityMapper mapper, dev.tandem.model.source.SourceRow row) throws RowRefused {
    return mapper.map(row).map(EntityRow::values).orElseThrow();
  }

  private static Value id(long id) {
    return new Value.Int(id);
  }

  private static Value number(long number) {
    return new Value.Int(number);
  }

  private static Value text(String text) {
    return new Value.Text(text);
  }
}
