/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver;

import static dev.tandem.sqlserver.TestSqlServer.DATABASE;
import static dev.tandem.sqlserver.TestSqlServer.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tandem.model.error.TandemException;
import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.SourceKind;
import dev.tandem.model.source.SourceRow;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.TableId;
import dev.tandem.model.type.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class SqlServerReaderIT {
  @AutoClose private final TestSqlServer sqlServer = new TestSqlServer();
  private final SqlServerReader reader = sqlServer.reader();

  @AfterEach
  void close() {
    reader.close();
  }

  @Test
  void shouldFindSixteenBytesByTheirUuid() {
    // Given
    sqlServer.db().table("t").column("k", "binary(16)").pk("k").create();
    String asTextIsRead = "6ccd780cbaba102695645b8c656024db";
    String asSqlServerKeepsIt = "0c78cd6cbaba261095645b8c656024db";
    String another = "6ccd780cbaba102695645b8c656024dc";
    for (String hex : List.of(asTextIsRead, asSqlServerKeepsIt, another)) {
      sqlServer.execute("INSERT INTO shop.dbo.t VALUES (0x" + hex + ")");
    }
    // When
    List<SourceRow> found = find("k", text("6ccd780c-baba-1026-9564-5b8c656024db"));
    // Then
    assertThat(found)
        .extracting(row -> row.value(0))
        .containsExactlyInAnyOrder(bytes(asTextIsRead), bytes(asSqlServerKeepsIt));
  }

  @Test
  void shouldFindThousandsOfKeysAndLeaveOutWhatIsNotThere() {
    // Given
    sqlServer.db().table("t").column("a", "int").column("b", "int").pk("a", "b").create();
    sqlServer.db().tx(tx -> IntStream.range(0, 2_000).forEach(i -> tx.insert("t", i, 2_000 - i)));
    List<List<Value>> keys = new ArrayList<>();
    for (int i = 1_000; i < 3_000; i++) {
      keys.add(List.of(number(2_000 - i), number(i)));
    }
    // When
    List<SourceRow> found = reader.find(reader.table(id("t")), List.of("b", "a"), keys);
    // Then
    assertThat(found)
        .extracting(row -> ((Value.Int) row.value(0)).value())
        .hasSize(1_000)
        .allMatch(id -> id >= 1_000 && id < 2_000)
        .doesNotHaveDuplicates();
  }

  @Test
  void shouldFindWholeRowsOfManyColumnsAndNulls() {
    // Given
    var table = sqlServer.db().table("t");
    IntStream.range(0, 600).forEach(i -> table.column("c" + i, "int"));
    table.create();
    sqlServer.db().tx(tx -> IntStream.range(0, 9).forEach(i -> tx.insert("t", row(i % 4))));
    List<SourceRow> rows = scan("t");
    // When
    List<SourceRow> found =
        reader.find(
            rows.get(0).table(),
            IntStream.range(0, 600).mapToObj(i -> "c" + i).toList(),
            rows.stream().distinct().map(SqlServerReaderIT::values).toList());
    // Then
    assertThat(found).containsExactlyInAnyOrderElementsOf(rows);
  }

  private static Object[] row(int value) {
    Object[] row = new Object[600];
    row[value] = value;
    return row;
  }

  private static List<Value> values(SourceRow row) {
    return IntStream.range(0, row.table().columns().size()).mapToObj(row::value).toList();
  }

  @Test
  void shouldFindARowOnceThoughTwoKeysAreOneToItsCollation() {
    // Given
    sqlServer.db().table("t").column("k", "varchar(10)").pk("k").create();
    sqlServer.db().insert("t", "A");
    // When
    List<SourceRow> found = find("k", text("a"), text("A"), text("a "));
    // Then
    assertThat(found).extracting(row -> row.value(0)).containsExactly(text("A"));
  }

  @Test
  void shouldFindTextByTheNumberThatItSpells() {
    // Given
    sqlServer.db().table("t").column("k", "varchar(10)").pk("k").create();
    sqlServer.db().insert("t", "4711");
    sqlServer.db().insert("t", "1.50");
    // When
    List<SourceRow> found =
        find("k", number(4711), new Value.Decimal(new BigDecimal("1.50")), number(2));
    // Then
    assertThat(found)
        .extracting(row -> row.value(0))
        .containsExactlyInAnyOrder(text("4711"), text("1.50"));
  }

  @Test
  void shouldCompareTextAsItsColumnDoesSoThatAnIndexServes() {
    // Given
    sqlServer.db().table("t").column("k", "varchar(10)").column("n", "nchar(5)").create();
    // When
    find("k", text("a"));
    find("n", text("a"));
    // Then
    assertThat(sqlServer.server().statements())
        .anyMatch(sql -> sql.contains("COLLATE SQL_Latin1_General_CP1_CI_AS AS varchar(8000))"))
        .anyMatch(sql -> sql.contains("COLLATE SQL_Latin1_General_CP1_CI_AS AS nvarchar(4000))"));
  }

  @Test
  void shouldReadUnderSnapshotIsolationWhereItIsAllowed() {
    // Given
    sqlServer.db().table("t").column("k", "int").pk("k").create();
    sqlServer.server().database("old").snapshotIsolation(false);
    sqlServer.server().database("old").table("t").column("k", "int").pk("k").create();
    TableId old = new TableId("old", "dbo", "t");
    // When
    scan("t");
    find("k", number(1));
    List<String> allowed = levels();
    reader.scan(reader.table(old), row -> {});
    List<String> both = levels();
    // Then
    assertThat(allowed).containsExactly("snapshot", "snapshot");
    assertThat(both.subList(2, both.size())).containsExactly("read committed");
  }

  /** Of a fresh connection it is read committed, unless something else is set. */
  private List<String> levels() {
    String set = "set transaction isolation level ";
    return sqlServer.server().statements().stream()
        .map(String::strip)
        .filter(sql -> sql.startsWith(set))
        .map(sql -> sql.substring(set.length()).strip())
        .toList();
  }

  @Test
  void shouldHandOverRowsAsTheyArriveAndTellThatTheConnectionBroke() {
    // Given
    String text = "x".repeat(4_000);
    sqlServer.db().table("t").column("id", "int").column("v", "nvarchar(4000)").pk("id").create();
    sqlServer
        .db()
        .tx(tx -> IntStream.range(0, 8_000).forEach(i -> tx.insert("t", i, text))); // 64 MB sent
    List<Integer> seen = new ArrayList<>();
    // When
    TandemException failure =
        catchThrowableOfType(
            TandemException.class,
            () ->
                reader.scan(
                    reader.table(id("t")),
                    row -> {
                      if (seen.isEmpty()) {
                        sqlServer.server().killConnections();
                      }
                      seen.add(1);
                    }));
    // Then
    assertThat(failure.code()).isEqualTo(SqlServerCode.UNREACHABLE);
    assertThat(failure).hasMessageContaining("shop.dbo.t");
    assertThat(seen).hasSizeBetween(1, 7_999);
    assertThat(scan("t")).hasSize(8_000);
  }

  @Test
  void shouldEndAScanAtOnceWhenItsConsumerFails() {
    // Given
    sqlServer.db().table("t").column("id", "int").pk("id").create();
    sqlServer.db().tx(tx -> IntStream.range(0, 2_000).forEach(i -> tx.insert("t", i)));
    IllegalStateException failure = new IllegalStateException("enough");
    // When / Then
    assertThatThrownBy(
            () ->
                reader.scan(
                    reader.table(id("t")),
                    row -> {
                      throw failure;
                    }))
        .isSameAs(failure);
  }

  @Test
  void shouldReadHostileNames() {
    // Given
    String name = "a]b\"c'; -- [%s %1$s\\é";
    sqlServer.db().table("dbo." + name).column(name, "int").pk(name).create();
    sqlServer.db().insert("dbo." + name, 7);
    SourceTable table = reader.table(id(name));
    // When
    List<SourceRow> rows = scan(name);
    // Then
    assertThat(rows).extracting(row -> row.value(0)).containsExactly(number(7));
    assertThat(reader.find(table, List.of(name), List.of(List.of(number(7))))).isEqualTo(rows);
    assertThat(reader.first(table, 1)).isEqualTo(rows);
  }

  @Test
  void shouldReadTheFirstRowsInTheOrderOfTheKey() {
    // Given
    sqlServer.db().table("t").column("v", "int").column("k", "int").pk("k").create();
    sqlServer.db().tx(tx -> IntStream.range(0, 9).forEach(i -> tx.insert("t", i, 100 - i)));
    sqlServer.db().table("heap").column("v", "int").create();
    sqlServer.db().insert("heap", 1);
    // When
    List<SourceRow> first = reader.first(reader.table(id("t")), 2);
    // Then
    assertThat(first).extracting(row -> row.value(1)).containsExactly(number(92), number(93));
    assertThat(reader.first(reader.table(id("heap")), 2)).hasSize(1);
    assertThat(reader.tables(DATABASE)).containsExactly(id("heap"), id("t"));
    assertThat(reader.uniqueKeys(id("t"))).containsExactly(List.of("k"));
  }

  @Test
  void shouldLeaveOutColumnsThatNobodyCanMap() {
    // Given
    sqlServer.db().table("t").column("k", "int").column("v", "nvarchar(10)").pk("k").create();
    sqlServer.db().insert("t", 7, "x");
    SourceTable table =
        new SourceTable(
            SourceKind.SQL_SERVER,
            id("t"),
            List.of(column("g", "GEOGRAPHY"), column("k", "INT")),
            List.of("k"));
    // When
    List<SourceRow> rows = reader.first(table, 1);
    // Then
    assertThat(rows).extracting(row -> row.value(1)).containsExactly(number(7));
    assertThatThrownBy(() -> rows.get(0).value(0)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void shouldReadAHierarchyAsItsBytes() {
    // Given
    sqlServer.db().table("t").column("h", "varbinary(892)").create();
    sqlServer.execute("INSERT INTO shop.dbo.t VALUES (0x5AC0), (NULL)");
    SourceTable table =
        new SourceTable(
            SourceKind.SQL_SERVER, id("t"), List.of(column("h", "HIERARCHYID")), List.of());
    // When
    List<SourceRow> rows = reader.first(table, 2);
    // Then
    assertThat(rows).extracting(row -> row.value(0)).containsExactly(bytes("5ac0"), Value.NULL);
    assertThat(sqlServer.server().statements())
        .anyMatch(sql -> sql.contains("CAST(t.[h] AS varbinary(892))"));
  }

  @Test
  void shouldNameTheColumnWhoseValueIsNoneOfItsType() {
    // Given
    sqlServer.db().table("t").column("k", "nvarchar(20)").create();
    sqlServer.db().insert("t", "canary-4711");
    SourceTable table =
        new SourceTable(SourceKind.SQL_SERVER, id("t"), List.of(column("k", "INT")), List.of());
    // When
    TandemException failure =
        catchThrowableOfType(TandemException.class, () -> reader.scan(table, row -> {}));
    // Then
    assertThat(failure.code()).isEqualTo(SqlServerCode.VALUE);
    assertThat(failure).hasMessageContaining("Column k of table shop.dbo.t").hasNoCause();
    assertThat(failure.getMessage()).doesNotContain("canary");
  }

  @Test
  void shouldConnectAgainAfterItsConnectionWasKilled() {
    // Given
    sqlServer.db().table("t").column("k", "int").pk("k").create();
    sqlServer.db().insert("t", 1);
    SourceTable table = reader.table(id("t"));
    // When
    sqlServer.server().killConnections();
    // Then
    assertThat(reader.first(table, 1)).hasSize(1);
  }

  @Test
  void shouldTellThatItWasKilledWhileItFoundRowsAndConnectAgain() {
    // Given
    sqlServer.db().table("t").column("k", "int").pk("k").create();
    sqlServer.db().insert("t", 1);
    SourceTable table = reader.table(id("t"));
    sqlServer.server().failNext(Pattern.compile("VALUES"), 596);
    List<List<Value>> keys = List.of(List.of(number(1)));
    // When
    TandemException failure =
        catchThrowableOfType(TandemException.class, () -> reader.find(table, List.of("k"), keys));
    // Then
    assertThat(failure.code()).isEqualTo(SqlServerCode.UNREACHABLE);
    assertThat(failure).hasMessageContaining("find rows of table shop.dbo.t");
    assertThat(reader.find(table, List.of("k"), keys)).hasSize(1);
  }

  @Test
  void shouldFindNothingByNoKeys() {
    sqlServer.db().table("t").column("k", "int").pk("k").create();
    assertThat(find("k")).isEmpty();
  }

  private List<SourceRow> find(String column, Value... keys) {
    List<List<Value>> all = new ArrayList<>();
    for (Value key : keys) {
      all.add(List.of(key));
    }
    return reader.find(reader.table(id("t")), List.of(column), all);
  }

  private List<SourceRow> scan(String table) {
    List<SourceRow> rows = new ArrayList<>();
    reader.scan(reader.table(id(table)), rows::add);
    return rows;
  }

  private static SourceColumn column(String name, String type) {
    return new SourceColumn(name, type, -1, -1, true, List.of());
  }

  private static Value number(long value) {
    return new Value.Int(value);
  }

  private static Value bytes(String hex) {
    return Value.Bytes.of(HexFormat.of().parseHex(hex));
  }

  private static Value text(String value) {
    return new Value.Text(value);
  }
}
