/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tandem.simulated.value.SqlServerError;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatementParserTest {
  private static Statement.Select select(String text) {
    return (Statement.Select) StatementParser.parse(text).get(0);
  }

  @Test
  void shouldBindAndBeforeOrAndProductsBeforeSums() {
    assertThat(StatementParser.parseExpression("a = 1 OR b = 2 AND NOT c = 3"))
        .isEqualTo(StatementParser.parseExpression("(a = 1) OR ((b = 2) AND (NOT (c = 3)))"));
    assertThat(StatementParser.parseExpression("1 - 2 - 3 * 4"))
        .isEqualTo(StatementParser.parseExpression("(1 - 2) - (3 * 4)"));
  }

  @Test
  void shouldReadNamesInBrackets() {
    Source from = select("SELECT [a]]b] FROM [my db].[dbo].[select] WITH (NOLOCK)").from();
    assertThat(from)
        .isEqualTo(new Source.Named(List.of("my db", "dbo", "select"), "select", false));
    assertThat(select("SELECT [a]]b] FROM t").items().get(0).value())
        .isEqualTo(new Expression.Name(List.of("a]b")));
  }

  @Test
  void shouldNotTakeAKeywordForAnAlias() {
    Statement.Select select =
        select("SELECT a b FROM t x WHERE a = 1 ORDER BY a DESC OPTION(RECOMPILE)");
    assertThat(select.items().get(0).alias()).isEqualTo("b");
    assertThat(select.from()).isEqualTo(new Source.Named(List.of("t"), "x", false));
    assertThat(select.orders().get(0).descending()).isTrue();
  }

  @Test
  void shouldPartBatches() {
    assertThat(
            StatementParser.parse(
                "set implicit_transactions on INSERT t VALUES (1);"
                    + "IF @@TRANCOUNT = 0 BEGIN BEGIN TRAN IF @@TRANCOUNT = 2 COMMIT TRAN END"
                    + " SAVE TRAN [s] SELECT 1"))
        .hasSize(5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE t (id int)",
        "SELECT DISTINCT a FROM t",
        "SELECT a FROM t GROUP BY a",
        "SELECT a FROM t UNION SELECT b FROM t",
        "MERGE INTO t USING s ON 1 = 1",
        "INSERT INTO t SELECT * FROM s",
        "SELECT a FROM t WHERE",
        "SELECT a FROM t WHERE a NOT",
        "SELECT (1",
        "UPDATE t SET",
        "SET LANGUAGE german",
        "SELECT a ? b",
      })
  void shouldRefuseWhatItDoesNotKnow(String text) {
    SqlServerError error =
        catchThrowableOfType(SqlServerError.class, () -> StatementParser.parse(text));
    assertThat(error.number()).isEqualTo(SqlServerError.SYNTAX);
    assertThat(error.isNotImitated()).isTrue();
  }

  @Test
  void shouldNotEndItsStackOnDeepNesting() {
    String deep = "SELECT " + "(".repeat(100_000) + "1" + ")".repeat(100_000);
    assertThat(
            catchThrowableOfType(SqlServerError.class, () -> StatementParser.parse(deep)).number())
        .isEqualTo(191);
  }
}
