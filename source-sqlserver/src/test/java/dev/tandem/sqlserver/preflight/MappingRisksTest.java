/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.error.ErrorCode;
import dev.tandem.model.mapping.ColumnsPlan;
import dev.tandem.model.mapping.FieldPlan;
import dev.tandem.model.preflight.Risk;
import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.SourceKind;
import dev.tandem.model.source.SourceTable;
import dev.tandem.sqlserver.SqlServerCode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappingRisksTest {
  private static final String COLLATION = "Latin1_General_CS_AS";

  private static List<Risk> risks(
      ColumnsPlan columns, SourceTable table, String column, ColumnFacts facts) {
    return new MappingRisks(Plans.entity(columns), table, Map.of(column, facts), COLLATION).risks();
  }

  private static ColumnFacts facts(int fraction, String collation) {
    return new ColumnFacts(false, false, fraction, collation);
  }

  private static List<String> words(List<Risk> risks, ErrorCode code) {
    return risks.stream().filter(risk -> risk.code() == code).map(Risk::sentence).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "datetime2 | 7 | '' | seventh digit",
        "time | 7 | '' | seventh digit",
        "datetimeoffset | 3 | '' | offset",
        "timestamp | 0 | '' | count of changes",
        "varchar | 0 | Chinese_PRC_CS_AI | beyond ASCII"
      })
  void shouldTellWhatBecomesOfValues(String type, int fraction, String collation, String words) {
    // When
    List<Risk> risks =
        risks(Plans.all(), Plans.orders(Plans.column("c", type)), "c", facts(fraction, collation));
    // Then
    assertThat(words(risks, SqlServerCode.RISKY_VALUE)).singleElement().asString().contains(words);
    assertThat(risks).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "datetime2 | 6 | ''",
        "datetime | 3 | ''",
        "nvarchar | 0 | Chinese_PRC_CI_AI",
        "varchar | 0 | " + COLLATION,
        "money | 4 | ''"
      })
  void shouldLetValuesBeThatArriveWhole(String type, int fraction, String collation) {
    assertThat(
            risks(
                Plans.all(),
                Plans.orders(Plans.column("c", type)),
                "c",
                facts(fraction, collation)))
        .isEmpty();
  }

  @Test
  void shouldTellOfAKeyThatIsComparedWithoutCase() {
    // Given
    SourceColumn code = new SourceColumn("code", "NVARCHAR", 20, -1, false, List.of());
    SourceTable table =
        new SourceTable(SourceKind.SQL_SERVER, Plans.ORDERS, List.of(code), List.of("code"));
    // Then
    assertThat(
            words(
                risks(Plans.all(), table, "code", facts(0, "Latin1_General_CI_AS")),
                SqlServerCode.RISKY_KEY))
        .hasSize(1);
    assertThat(risks(Plans.all(), table, "code", facts(0, "Latin1_General_CS_AS"))).isEmpty();
    assertThat(risks(Plans.all(), table, "code", facts(0, "Latin1_General_BIN2"))).isEmpty();
  }

  @Test
  void shouldTellWhatAWholeRowAsKeyCannotDo() {
    // Given
    SourceTable heap =
        new SourceTable(
            SourceKind.SQL_SERVER, Plans.ORDERS, List.of(Plans.column("n", "int")), List.of());
    // When
    List<Risk> risks = risks(Plans.all().keyedByAll(), heap, "n", ColumnFacts.NONE);
    // Then
    assertThat(risks)
        .extracting(Risk::code)
        .containsExactly(SqlServerCode.RISKY_KEY, SqlServerCode.RISKY_KEY);
    assertThat(risks.get(0).query())
        .contains(
            "SELECT [n], COUNT(*) FROM [sales].[dbo].[orders] GROUP BY [n] HAVING COUNT(*) > 1");
    assertThat(risks.get(1).sentence()).contains("E_NULL");
  }

  @ParameterizedTest
  @CsvSource({
    "datetime2, instant, E_ZONE_MISSING",
    "bit, date, E_TYPE",
    "datetimeoffset, timestamp, E_TYPE"
  })
  void shouldTellOfATypeThatTakesNoValueOfTheColumn(String column, String declared, String error) {
    // Given
    FieldPlan field = Plans.field("c", declared);
    // When
    List<Risk> risks =
        risks(Plans.all(field), Plans.orders(Plans.column("c", column)), "c", ColumnFacts.NONE);
    // Then
    assertThat(words(risks, SqlServerCode.RISKY_TYPE))
        .singleElement()
        .asString()
        .contains("shop.order.c is " + declared, error);
  }
}
