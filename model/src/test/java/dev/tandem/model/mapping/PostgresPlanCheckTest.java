/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.entity.EntityField;
import dev.tandem.model.entity.EntityName;
import dev.tandem.model.source.TableId;
import dev.tandem.model.type.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the file alone cannot tell of tables, since it does not say all fields. */
class PostgresPlanCheckTest {

  @ParameterizedTest
  @ValueSource(strings = {"date", "timestamp", "instant"})
  void shouldSplitByDaysAndTimes(String type) {
    assertThat(problems("at", type, false)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gone | date | false | partition_by uses the field gone, which shop.order does not have",
        "at | time | false | partition_by splits by the field at, but a time is no day or time of one",
        "at | date | true | partition_by splits by the field at, which may be NULL, and PostgreSQL wants"
            + " it in the primary key: add required: true or a default to it under fields"
      })
  void shouldRefuseOtherFields(String field, String type, boolean nullable, String problem) {
    assertThat(problems(field, type, nullable)).containsExactly(problem);
  }

  @Test
  void shouldRefuseAColumnThatIsAField() {
    PostgresPlan plan =
        new PostgresPlan(
            "shop", "order", Optional.empty(), Map.of("at", PostgresPlan.Fact.WRITTEN_AT));
    assertThat(problems(plan, "date", true))
        .containsExactly(
            "metadata names the column at, which is a field already: give it another name");
  }

  private static List<String> problems(String by, String type, boolean nullable) {
    PostgresPlan.Partitioning partitioning =
        new PostgresPlan.Partitioning(by, PostgresPlan.Period.MONTH);
    return problems(
        new PostgresPlan("shop", "order", Optional.of(partitioning), Map.of()), type, nullable);
  }

  private static List<String> problems(PostgresPlan postgres, String type, boolean nullable) {
    EntityPlan plan =
        new EntityPlan(
            new EntityName("shop", "order"),
            TableId.of("shop", "Orders"),
            ColumnsPlan.all(Naming.AS_IS),
            RowsPlan.ALL,
            Optional.of(postgres),
            Optional.empty());
    EntityField at = new EntityField("at", Types.parse(type).orElseThrow(), nullable);
    List<String> problems = new ArrayList<>();
    new PostgresPlanCheck(plan, Map.of("at", at), problems::add).check(postgres);
    return problems;
  }
}
