/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user is told of tables that hold one of each risk. */
class CheckIT {
  private static final String DOMAINS =
      """
        risks:
          entities:
            account:
              from: shop.Accounts
              fields:
                code: {from: Code, transform: uppercase}
                visits: {from: Visits, type: int32}
                price: {from: Price, type: "decimal(10,2)"}
                name: {from: Name, type: string(5)}
                state: {from: State, type: "enum(new,open)"}
                active: {from: Active, type: boolean}
                opened: {from: Opened, type: instant}
                seen: {from: Seen, type: timestamp}
                owner: {from: Owner, required: true}
                ratio: {from: Ratio, type: "decimal(10,2)"}
                age: {from: Age, type: int32}
              to: {postgres: {}, dynamo: {table: Accounts, key: {pk: "A#{code}"}}}
            entry:
              from: shop.Entries
              to: {postgres: {}}
      """;

  @TempDir static Path serverFolder;
  @AutoClose private static ShopServers shop;

  @TempDir Path folder;

  @BeforeAll
  static void startServers() throws SQLException {
    shop = ShopServers.start(serverFolder);
    shop.mySql(
        "SET sql_mode = ''",
        "CREATE TABLE shop.Accounts (Code VARCHAR(10), Made TIMESTAMP, Kind ENUM('a','b'), Year YEAR,"
            + " Visits INT UNSIGNED, Price DECIMAL(10,3), Name VARCHAR(20), State VARCHAR(10),"
            + " Active TINYINT, Opened DATETIME, Seen TIMESTAMP NULL, Owner INT, Ratio DOUBLE,"
            + " Age VARCHAR(3), Big DECIMAL(50,0), Note TEXT, Old VARCHAR(5) CHARACTER SET latin1,"
            + " Born DATE, Lasts TIME, PRIMARY KEY (Code, Made, Kind, Year))",
        "INSERT INTO shop.Accounts VALUES"
            + " ('x','2024-01-01','a',2024,4294967295,1.005,'secret name','closed',2,'2024-01-01',"
            + "'2024-01-01',NULL,0.5,'7',1,'a\\0b',0x81,'0000-00-00','25:00:00'),"
            + " ('y','2024-01-01','a',2024,1,1.01,'short','new',1,NULL,NULL,1,NULL,NULL,1,'',NULL,NULL,NULL),"
            + " ('z','2024-01-01',0,0,1,1.01,'short','open',1,NULL,NULL,1,NULL,NULL,1,'',NULL,NULL,NULL)",
        "CREATE TABLE shop.Entries (Id INT PRIMARY KEY, OrderId INT,"
            + " CONSTRAINT of_order FOREIGN KEY (OrderId) REFERENCES Orders (OrderId) ON DELETE CASCADE)");
  }

  private CommandRun check(String... options) {
    List<String> arguments =
        new ArrayList<>(
            List.of("check", "-f", shop.file().withDomains(DOMAINS).in(folder).toString()));
    arguments.addAll(List.of(options));
    return CommandRun.of(folder, shop.environment(), arguments.toArray(String[]::new));
  }

  @Test
  void shouldTellEveryRiskAndStart() {
    // Given
    Set<String> before = shop.made();

    // When
    CommandRun run = check();

    // Then
    assertThat(run.status()).as("%s", run.told()).isZero();
    assertThat(run.out().subList(0, 5)).allMatch(line -> line.endsWith(" ok"));
    assertThat(risks(run))
        .containsExactlyInAnyOrder(
            "KEY shop.Accounts.Code",
            "KEY shop.Accounts.Made",
            "KEY shop.Accounts.Kind",
            "VALUE shop.Accounts.Kind: 1 row",
            "TYPE shop.Accounts.Visits: 1 row",
            "TYPE shop.Accounts.Price: 1 row",
            "TYPE shop.Accounts.Name: 1 row",
            "TYPE shop.Accounts.State: 1 row",
            "TYPE shop.Accounts.Active: 1 row",
            "TYPE shop.Accounts.Opened: 1 row",
            "TYPE shop.Accounts.Seen: 1 row",
            "VALUE shop.Accounts.Owner: 1 row",
            "TYPE shop.Accounts.Ratio: 1 row",
            "TYPE shop.Accounts.Age",
            "TYPE shop.Accounts.Big",
            "VALUE shop.Accounts.Note: 1 row",
            "VALUE shop.Accounts.Old: 1 row",
            "VALUE shop.Accounts.Born: 1 row",
            "TYPE shop.Accounts.Lasts: 1 row",
            "CASCADE shop.Entries");
    assertThat(run.out())
        .filteredOn(line -> line.startsWith("not checked"))
        .singleElement()
        .asString()
        .contains("risks.account.code", "./tandem preview");
    assertThat(run.told()).noneMatch(line -> line.contains("secret name"));
    assertThat(shop.made()).isEqualTo(before);
  }

  /** Without what follows where and how many. */
  private static List<String> risks(CommandRun run) {
    return run.out().stream()
        .filter(line -> line.startsWith("risk        TD-MYS-"))
        .map(line -> line.substring("risk        TD-MYS-".length()).replace("RISKY-", ""))
        .map(
            line ->
                line.replaceFirst("^([A-Z]+): (\\S+): (\\d+ rows?)?.*", "$1 $2: $3")
                    .replaceFirst(": $", ""))
        .toList();
  }

  @Test
  void shouldReadNoRowsWhenToldSo() throws IOException {
    // When
    CommandRun run = check("--no-data", "--json");

    // Then
    assertThat(run.status()).as("%s", run.told()).isZero();
    JsonNode found = new ObjectMapper().readTree(String.join("", run.out()));
    assertThat(found.get("canStart").asBoolean()).isTrue();
    assertThat(found.get("problems")).isEmpty();
    assertThat(found.get("risks")).isNotEmpty().allMatch(risk -> risk.get("rows").isNull());
    assertThat(found.findValuesAsText("code"))
        .contains("TD-MYS-RISKY-TYPE", "TD-MYS-RISKY-KEY", "TD-MYS-CASCADE")
        .doesNotContain("TD-MYS-RISKY-VALUE");
    assertThat(found.get("notChecked").toString()).contains("rows: none were read");
  }
}
