/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.preflight.CapturePlan;
import dev.tandem.model.preflight.Problem;
import dev.tandem.model.source.TableId;
import dev.tandem.sqlserver.SqlServerCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DbaScriptTest {
  private static final Path PAGE = Path.of("../docs/sqlserver-setup.sql");

  private static CapturePlan plan(String database, String schema, String... tables) {
    Map<TableId, List<String>> planned =
        Arrays.stream(tables)
            .collect(
                Collectors.toMap(
                    table -> new TableId(database, schema, table), table -> List.<String>of()));
    return new CapturePlan(List.of(database), planned);
  }

  private static String page() {
    return "-- A template: login tandem, database sales, tables dbo.customers and dbo.orders. './tandem check' prints it\n"
        + "-- with the names of your own file. Generated from the code: mvn -pl source-sqlserver -am test\n"
        + "-- -Dtest=DbaScriptTest -Dsurefire.failIfNoSpecifiedTests=false -Dtandem.docs=write\n\n"
        + DbaScript.text(plan("sales", "dbo", "customers", "orders"), "tandem");
  }

  @Test
  void shouldHaveATemplateThatIsTrue() throws IOException {
    if ("write".equals(System.getProperty("tandem.docs"))) {
      Files.writeString(PAGE, page());
    }
    assertThat(PAGE)
        .as("docs/sqlserver-setup.sql is generated: run the command in its first lines")
        .hasContent(page());
  }

  @ParameterizedTest
  @EnumSource(SqlServerCode.class)
  void shouldBeOfferedForWhatItMendsAlone(SqlServerCode code) {
    // When
    var script =
        DbaScript.of(
            plan("sales", "dbo", "orders"), "tandem", List.of(Problem.of(code, "sales", "…")));
    // Then
    assertThat(script.isPresent())
        .isEqualTo(
            switch (code) {
              case CDC, PERMISSION, RETENTION, DATABASE, HEARTBEAT -> true;
              default -> false;
            });
  }

  @Test
  void shouldChangeNothingThatIsThereAlready() {
    // Given
    List<String> lines = page().lines().filter(line -> !line.startsWith("--")).toList();
    // Then
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      boolean guarded = lines.get(i).startsWith("  ");
      boolean repeatable =
          line.startsWith("GRANT ")
              || line.startsWith("USE ")
              || line.startsWith("IF ")
              || line.equals("EXEC sys.sp_executesql @join;")
              || line.matches("GO|DECLARE .*|SELECT .*|FROM .*|WHERE .*|");
      assertThat(guarded || repeatable).as(line).isTrue();
    }
    assertThat(page())
        .doesNotContainPattern("(?i)\\b(drop|disable|revoke|deny|delete) ?(?!s)[@\\[(]");
  }

  @Test
  void shouldEnableTheDatabaseBeforeItsTablesAndMakeRolesBeforeTheirMembers() {
    assertThat(page())
        .containsSubsequence(
            "sp_configure",
            "sp_cdc_enable_db",
            "ALLOW_SNAPSHOT_ISOLATION ON",
            "CREATE ROLE [tandem_cdc]",
            "@source_name = N'customers'",
            "@source_name = N'orders'",
            "sp_cdc_change_job",
            "CREATE USER [tandem]",
            "ADD MEMBER [tandem]",
            "GRANT SELECT ON [dbo].[orders] TO [tandem_cdc]",
            "GRANT SELECT ON SCHEMA::[cdc] TO [tandem_cdc]",
            "GRANT VIEW DATABASE STATE TO [tandem_cdc]");
  }

  @Test
  void shouldQuoteNamesOfAnyKind() {
    // When
    String script = DbaScript.text(plan("my]db", "o'dd", "a]b'c"), "CORP\\svc'x");
    // Then
    assertThat(script)
        .contains(
            "USE [my]]db];",
            "ALTER DATABASE [my]]db] SET",
            "OBJECT_ID(N'[o''dd].[a]]b''c]')",
            "@source_schema = N'o''dd', @source_name = N'a]b''c'",
            "CREATE USER [CORP\\svc'x] FOR LOGIN [CORP\\svc'x];",
            "SUSER_SID(N'CORP\\svc''x')");
  }

  @Test
  void shouldNotLetANameEndAComment() {
    // When
    String script = DbaScript.text(plan("sales", "dbo", "orders"), "x\nSHUTDOWN");
    // Then
    assertThat(script.lines()).noneMatch(line -> line.startsWith("SHUTDOWN read"));
  }
}
