/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.model.entity.EntityName;
import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.SourceKind;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.TableId;
import dev.tandem.model.type.Types;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormerFieldsTest {
  private static final ColumnsPlan ALL = ColumnsPlan.all(Naming.AS_IS);

  private static SourceTable table(String... columns) {
    return new SourceTable(
        SourceKind.MYSQL,
        TableId.of("shop", "Orders"),
        Arrays.stream(columns).map(FormerFieldsTest::column).toList(),
        List.of("Id"));
  }

  /** As {@code name type}, with a length where there is one. */
  private static SourceColumn column(String text) {
    String[] parts = text.split("[ ()]");
    int length = parts.length > 2 ? Integer.parseInt(parts[2]) : -1;
    return new SourceColumn(parts[0], parts[1], length, 0, true, List.of());
  }

  private static EntityMapper compile(ColumnsPlan columns, SourceTable now, SourceTable... earlier)
      throws MappingMismatch {
    return EntityMapper.compile(
        new EntityPlan(
            new EntityName("sales", "order"),
            now.id(),
            columns,
            RowsPlan.ALL,
            Optional.empty(),
            Optional.empty()),
        now,
        List.of(earlier));
  }

  private static ColumnsPlan gone(String column) {
    return new ColumnsPlan(
        Naming.AS_IS,
        List.of(),
        ColumnsPlan.Others.MAP,
        Set.of(),
        Set.of(column),
        List.of(),
        false);
  }

  @Test
  void shouldTakeAColumnThatWasAdded() throws Exception {
    assertThat(
            compile(ALL, table("Id INT", "Note TEXT", "New INT"), table("Id INT", "Note TEXT"))
                .schema()
                .fields())
        .hasSize(3);
  }

  @Test
  void shouldRefuseToGoOnWithoutAFieldThatWasThere() {
    assertThatThrownBy(
            () ->
                compile(
                    ALL, table("Id INT"), table("Id INT", "Note TEXT"), table("Id INT", "B INT")))
        .isInstanceOf(MappingMismatch.class)
        .hasMessageContaining("the column Note, of which the field Note was made, is gone")
        .hasMessageContaining("the column B, of which the field B was made, is gone")
        .hasMessageContaining("name it under gone");
  }

  @Test
  void shouldGoOnWithoutAColumnThatIsDeclaredGone() throws Exception {
    SourceTable before = table("Id INT", "Note TEXT");
    assertThat(compile(gone("Note"), table("Id INT"), before).schema().fields()).hasSize(1);
    assertThat(compile(gone("Note"), before).schema().fields()).hasSize(1);
  }

  @Test
  void shouldNotMissAColumnThatWasNeverMapped() throws Exception {
    ColumnsPlan keyOnly = Orders.columns(ColumnsPlan.Others.IGNORE, Set.of());
    assertThat(compile(keyOnly, table("Id INT"), table("Id INT", "Note TEXT")).schema().fields())
        .hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "INT, BIGINT, true",
    "VARCHAR(20), VARCHAR(50), true",
    "VARCHAR(50), VARCHAR(20), true",
    "VARCHAR(20), TEXT, true",
    "INT, VARCHAR(20), false",
    "INT, DOUBLE, false",
    "DATE, DATETIME, false",
    "BIT(5), BIT(8), false",
  })
  void shouldTellAnotherLengthFromAnotherKind(String before, String now, boolean taken)
      throws Exception {
    SourceTable then = table("Id INT", "C " + before);
    SourceTable table = table("Id INT", "C " + now);
    if (taken) {
      assertThat(compile(ALL, table, then).schema().fields()).hasSize(2);
    } else {
      assertThatThrownBy(() -> compile(ALL, table, then))
          .isInstanceOf(MappingMismatch.class)
          .hasMessageContaining("until shop.Orders was altered")
          .hasMessageContaining("declare its type");
    }
  }

  @Test
  void shouldTakeADeclaredTypeForEveryState() throws Exception {
    ColumnsPlan declared =
        ColumnsPlan.all(Naming.AS_IS, FieldPlan.of("C", "C", Types.parse("string(20)")));
    assertThat(
            compile(declared, table("Id INT", "C VARCHAR(20)"), table("Id INT", "C INT"))
                .schema()
                .fields())
        .hasSize(2);
  }
}
