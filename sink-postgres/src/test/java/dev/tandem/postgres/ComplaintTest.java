/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.entity.EntityField;
import dev.tandem.model.target.Delivery;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComplaintTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "COPY orders, line 17 | 16",
        "COPY orders, line 17, column amount | 16",
        "COPY orders, Zeile 3 | 2",
        "COPY orders_2, línea 100000, columna x | 99999"
      })
  void shouldReadTheRowOfACopyInAnyLanguage(String where, int row) {
    assertThat(new Complaint(where, "").copiedRow()).contains(row);
  }

  @Test
  void shouldKnowNoRowWhereNoneIsTold() {
    assertThat(new Complaint("SQL statement \"INSERT ...\"", "").copiedRow()).isEmpty();
    assertThat(Complaint.of(new SQLException("gone")).copiedRow()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Failing row contains (12, v12, null). | 1",
        "Fehlgeschlagene Zeile enthält (12, v12). | 1",
        "Failing row contains (v120, 120, 12). | 2",
        "Failing row contains (v12, v120, 120, 12). | -1",
        "Failing row contains (1200, 5120, x12). | -1"
      })
  void shouldFindTheOneRowWhoseKeyIsShown(String detail, int offset) {
    // Given
    Changes changes = Changes.of("thing", "v text");
    for (long id : new long[] {1, 12, 120}) {
      changes.upsert(1, id, Changes.text("v" + id));
    }
    List<Delivery> deliveries = changes.batch().deliveries();

    // When
    Optional<Delivery> shown = new Complaint("", detail).shown(deliveries, table(changes));

    // Then
    assertThat(shown.map(delivery -> (int) delivery.offset()).orElse(-1)).isEqualTo(offset);
  }

  private static TargetTable table(Changes changes) {
    List<EntityField> fields = changes.schema.fields();
    return new TargetTable(
        changes.entity().postgres().orElseThrow(),
        changes.schema,
        fields.stream().map(field -> TargetColumn.of(field, "bigint", "bigint")).toList(),
        false);
  }
}
