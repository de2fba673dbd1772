/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.source.TableId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TablePatternTest {
  @ParameterizedTest(name = "{0} takes {1}: {2}")
  @CsvSource({
    "*, Orders, true",
    "Orders, Orders, true",
    "Orders, orders, false",
    "Ord*, Orders, true",
    "*ers, Orders, true",
    "O*d*s, Orders, true",
    "O*x*s, Orders, false",
    "Order, Orders, false",
    "a.b*, a.bc, true",
    "a.b*, axbc, false",
    "[a]*, a1, false",
    "*, '', true",
  })
  void shouldMatchNames(String pattern, String name, boolean expected) {
    assertThat(TablePattern.matches(pattern, name)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}.{1}.{2} takes loans.dbo.tmp.1: {3}")
  @CsvSource({
    "loans, dbo, tmp.1, true",
    "loans, dbo, tmp*, true",
    "loans, *, *, true",
    "l*, d*, t*, true",
    "loans, '', tmp.1, false",
    "loans, dbo, tmp, false",
    "loans, eu, *, false",
    "other, *, *, false",
    "loans.dbo, *, *, false",
  })
  void shouldMatchNameByName(String database, String schema, String table, boolean expected) {
    TableId id = new TableId("loans", "dbo", "tmp.1");
    assertThat(new TablePattern(database, schema, table).matches(id)).isEqualTo(expected);
  }

  @Test
  void shouldNeedToKnowOnlyWhatAPatternLeavesOpen() {
    TablePattern databases = new TablePattern("shard_*", "dbo", "T");
    assertThat(databases.isPattern()).isTrue();
    assertThat(databases.isOfTables()).isFalse();
    assertThat(databases.in(List.of("shard_1", "eu")))
        .containsExactly(new TablePattern("shard_1", "dbo", "T"));
    TablePattern schemas = new TablePattern("eu", "*", "T");
    assertThat(schemas.isOfDatabases()).isFalse();
    assertThat(schemas.isOfTables()).isTrue();
    assertThat(new TablePattern("eu", "dbo", "T").isPattern()).isFalse();
  }

  @Test
  void shouldBeInTheSchemaThatIsMeantOnlyWhereItNamesNone() {
    assertThat(new TablePattern("eu", "", "T").orIn("dbo")).hasToString("eu.dbo.T");
    assertThat(new TablePattern("eu", "hr", "T").orIn("dbo")).hasToString("eu.hr.T");
    assertThat(new TablePattern("eu", "", "T").orIn("")).hasToString("eu.T");
  }
}
