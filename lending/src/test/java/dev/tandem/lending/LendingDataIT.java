/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.lending.table.Column;
import dev.tandem.lending.table.Table;
import dev.tandem.lending.table.Tables;
import dev.tandem.model.error.TandemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LendingDataIT {
  private static final String CHECKSUMS =
      "CHECKSUM TABLE " + String.join(", ", Tables.ALL.stream().map(Table::name).toList());

  @TempDir static Path folder;
  @AutoClose private static TestLending mysql;

  @BeforeAll
  static void start() {
    mysql = TestLending.start(folder.resolve("mysql"));
  }

  @Test
  void shouldFillEachTableWithItsShareBelowExistingParents() {
    // Given
    LendingData data = new LendingData(3, 1_000, TestLending.CLOCK);

    // When
    mysql.load(data);

    // Then
    assertThat(Tables.ALL)
        .allSatisfy(
            table ->
                assertThat(mysql.count("SELECT COUNT(*) FROM " + table.name()))
                    .isEqualTo(data.rows().get(table.name())));
    assertThat(Integrity.orphans(mysql::count)).isEmpty();
  }

  @Test
  void shouldFillTheSameRowsFromTheSameSeed() {
    // Given
    mysql.load(new LendingData(4, 1_000, TestLending.CLOCK));
    List<String> first = mysql.ask(CHECKSUMS);

    // When
    mysql.load(new LendingData(4, 1_000, TestLending.CLOCK));
    List<String> again = mysql.ask(CHECKSUMS);
    mysql.load(new LendingData(5, 1_000, TestLending.CLOCK));
    List<String> other = mysql.ask(CHECKSUMS);

    // Then
    assertThat(again).isEqualTo(first).hasSize(Tables.ALL.size());
    assertThat(other).doesNotContainAnyElementsOf(first);
  }

  @Test
  void shouldFillRowsThatThePipelineCanCarry() {
    // When
    mysql.load(new LendingData(6, 5_000, TestLending.CLOCK));

    // Then
    assertThat(Integrity.problems(mysql, folder)).isEmpty();
  }

  @Test
  void shouldTellHowFarItHasCome() {
    // Given
    mysql.run("DROP DATABASE IF EXISTS " + LendingSchema.DATABASE);
    LendingSchema.create(mysql.server());
    List<Long> told = new ArrayList<>();

    // When
    new LendingData(1, 3_000, TestLending.CLOCK)
        .load(mysql.server(), (rows, total) -> told.add(rows * 10_000 + total));

    // Then
    assertThat(told).isSorted().doesNotHaveDuplicates().endsWith(3_000L * 10_000 + 3_000);
  }

  @Test
  void shouldWriteEveryColumnThatIsNotGenerated() {
    // Given
    mysql.load(new LendingData(1, 100, TestLending.CLOCK));

    for (Table table : Tables.ALL) {
      // When
      List<String> columns =
          mysql.ask(
              "SELECT COLUMN_NAME FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = 'loans'"
                  + " AND GENERATION_EXPRESSION = '' AND TABLE_NAME = '"
                  + table.name()
                  + "' ORDER BY ORDINAL_POSITION");

      // Then
      assertThat(table.columns().stream().map(Column::name)).containsExactlyElementsOf(columns);
    }
  }

  @Test
  void shouldHaveAColumnOfEveryCommonType() {
    // Given
    mysql.load(new LendingData(1, 100, TestLending.CLOCK));

    // When
    List<String> types =
        mysql.ask(
            "SELECT DISTINCT IF(DATETIME_PRECISION > 0, CONCAT(DATA_TYPE, '(6)'),"
                + " IF(COLUMN_TYPE LIKE '%unsigned', CONCAT(DATA_TYPE, ' unsigned'),"
                + " IF(DATA_TYPE IN ('bit', 'binary') OR COLUMN_TYPE = 'tinyint(1)', COLUMN_TYPE,"
                + " DATA_TYPE))) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = 'loans'");

    // Then
    assertThat(types)
        .contains("tinyint", "tinyint unsigned", "tinyint(1)", "smallint", "smallint unsigned")
        .contains("mediumint unsigned", "int", "bigint", "bigint unsigned")
        .contains("decimal", "float", "double", "bit(1)", "bit(8)", "char", "varchar", "text")
        .contains("mediumtext", "binary(16)", "varbinary", "blob", "date", "time", "time(6)")
        .contains("datetime", "datetime(6)", "timestamp", "timestamp(6)", "year", "enum", "set")
        .contains("json");
  }

  @Test
  void shouldNotTouchADatabaseThatIsThere() {
    // Given
    mysql.load(new LendingData(1, 100, TestLending.CLOCK));

    // Then
    assertThatThrownBy(() -> LendingSchema.create(mysql.server()))
        .isInstanceOf(TandemException.class)
        .extracting(failure -> ((TandemException) failure).code())
        .isEqualTo(LendingCode.EXISTS);
  }

  @Test
  void shouldSayWhenTheServerDoesNotLetUsIn() {
    // Given
    LendingServer right = mysql.server();
    LendingServer wrong =
        new LendingServer(right.product(), right.host(), right.port(), right.user(), "canary");

    // Then
    assertThatThrownBy(() -> LendingSchema.create(wrong))
        .isInstanceOf(TandemException.class)
        .hasMessageNotContaining("canary")
        .extracting(failure -> ((TandemException) failure).code())
        .isEqualTo(LendingCode.UNREACHABLE);
    assertThat(wrong.toString()).doesNotContain("canary");
  }
}
