/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.join;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.join.JoinsPlan.Lookup;
import dev.tandem.model.join.JoinsPlan.Missing;
import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.SourceKind;
import dev.tandem.model.source.SourceRow;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.TableId;
import dev.tandem.model.type.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WideTableTest {
  private static final SourceTable PAYMENTS = table("payments", "id", "loan_id");
  private static final SourceTable LOANS = table("loans", "id", "application_id");
  private static final SourceTable APPLICATIONS = table("applications", "id", "channel");
  private static final SourceRow PAYMENT =
      new SourceRow(PAYMENTS, new Value[] {new Value.Int(1), new Value.Int(2)});

  @Test
  void shouldHaveNullOfAParentThatItsParentDoesNotReferTo() throws JoinMismatch {
    // Given
    SourceRow loan = new SourceRow(LOANS, new Value[] {new Value.Int(2), Value.NULL});

    // When
    SourceRow row = wide(new RowParts.Parent(true, Optional.of(loan)));

    // Then
    assertThat(row.value(2)).isEqualTo(Value.NULL);
  }

  @Test
  void shouldHaveNoValueOfAParentWhoseChildIsNotThere() throws JoinMismatch {
    assertThat(wide(new RowParts.Parent(true, Optional.empty())).value(2))
        .isInstanceOf(Value.Unfit.class);
  }

  private static SourceRow wide(RowParts.Parent loan) throws JoinMismatch {
    JoinsPlan plan =
        new JoinsPlan(
            List.of(
                new Lookup("loan", LOANS.id(), List.of("loan_id"), Missing.DEAD_LETTER),
                new Lookup(
                    "application",
                    APPLICATIONS.id(),
                    List.of("loan.application_id"),
                    Missing.DEAD_LETTER)),
            List.of());
    JoinShape shape = new JoinShape(plan, List.of("application.channel"), name -> name);
    Map<TableId, SourceTable> parents = Map.of(LOANS.id(), LOANS, APPLICATIONS.id(), APPLICATIONS);
    WideTable wide = WideTable.of(shape, PAYMENTS, id -> parents.getOrDefault(id, PAYMENTS));
    RowParts parts = new RowParts(PAYMENT, List.of(loan, RowParts.Parent.NONE), List.of());
    return wide.row(parts).orElseThrow();
  }

  private static SourceTable table(String name, String... columns) {
    List<SourceColumn> all =
        List.of(columns).stream()
            .map(column -> new SourceColumn(column, "INT", -1, -1, true, List.of()))
            .toList();
    return new SourceTable(SourceKind.MYSQL, TableId.of("shop", name), all, List.of("id"));
  }
}
