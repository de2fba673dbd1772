/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver;

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
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Rows as they are read and found, on the double or on a real server. */
class SqlServerReaderSuiteIT {
  private static SuiteDatabase database;
  private static SqlServerReader reader;

  @BeforeAll
  static void open() {
    database = new SuiteDatabase();
    reader = database.reader();
  }

  @AfterAll
  static void close() {
    if (database != null) {
      reader.close();
      database.close();
    }
  }

  @Test
  void shouldFindSixteenBytesByTheirUuid() {
    // Given
    TableId table = database.create("k binary(16) NOT NULL, PRIMARY KEY (k)");
    String asTextIsRead = "6ccd780cbaba102695645b8c656024db";
    String asSqlServerKeepsIt = "0c78cd6cbaba261095645b8c656024db";
    String another = "6ccd780cbaba102695645b8c656024dc";
    for (String hex : List.of(asTextIsRead, asSqlServerKeepsIt, another)) {
      database.insert(table, "(0x" + hex + ")");
    }
    // When
    List<SourceRow> found = find(table, "k", text("6ccd780c-baba-1026-9564-5b8c656024db"));
    // Then
    assertThat(found)
        .extracting(row -> row.value(0))
        .containsExactlyInAnyOrder(bytes(asTextIsRead), bytes(asSqlServerKeepsIt));
  }

  @Test
  void shouldFindThousandsOfKeysAndLeaveOutWhatIsNotThere() {
    // Given
    TableId table = database.create("a int NOT NULL, b int NOT NULL, PRIMARY KEY (a, b)");
    for (int first = 0; first < 2_000; first += 1_000) { // more rows no VALUES takes
      database.insert(
          table,
          IntStream.range(first, first + 1_000)
              .mapToObj(i -> "(" + i + ", " + (2_000 - i) + ")")
              .toArray(String[]::new));
    }
    List<List<Value>> keys = new ArrayList<>();
    for (int i = 1_000; i < 3_000; i++) {
      keys.add(List.of(number(2_000 - i), number(i)));
    }
    // When
    List<SourceRow> found = reader.find(reader.table(table), List.of("b", "a"), keys);
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
    List<String> columns = IntStream.range(0, 600).mapToObj(i -> "c" + i).toList();
    TableId table =
        database.create(
            columns.stream().map(name -> name + " int NULL").collect(Collectors.joining(", ")));
    database.insert(table, IntStream.range(0, 9).mapToObj(i -> row(i % 4)).toArray(String[]::new));
    List<SourceRow> rows = scan(table);
    // When
    List<SourceRow> found =
        reader.find(
            rows.get(0).table(),
            columns,
            rows.stream().distinct().map(SqlServerReaderSuiteIT::values).toList());
    // Then
    assertThat(found).hasSize(9).containsExactlyInAnyOrderElementsOf(rows);
  }

  /** NULL in all columns but one. */
  private static String row(int value) {
    List<String> row = new ArrayList<>(Collections.nCopies(600, "NULL"));
    row.set(value, Integer.toString(value));
    return "(" + String.join(", ", row) + ")";
  }

  private static List<Value> values(SourceRow row) {
    return IntStream.range(0, row.table().columns().size()).mapToObj(row::value).toList();
  }

  @Test
  void shouldFindARowOnceThoughTwoKeysAreOneToItsCollation() {
    // Given
    TableId table = database.create("k varchar(10) NOT NULL, PRIMARY KEY (k)");
    database.insert(table, "('A')");
    // When
    List<SourceRow> found = find(table, "k", text("a"), text("A"), text("a "));
    // Then
    assertThat(found).extracting(row -> row.value(0)).containsExactly(text("A"));
  }

  @Test
  void shouldFindTextByTheNumberThatItSpells() {
    // Given
    TableId table = database.create("k varchar(10) NOT NULL, PRIMARY KEY (k)");
    database.insert(table, "('4711')", "('1.50')");
    // When
    List<SourceRow> found =
        find(table, "k", number(4711), new Value.Decimal(new BigDecimal("1.50")), number(2));
    // Then
    assertThat(found)
        .extracting(row -> row.value(0))
        .containsExactlyInAnyOrder(text("4711"), text("1.50"));
  }

  @Test
  void shouldReadHostileNames() {
    // Given
    String name = "a]b\"c'; -- [%s %1$s\\é";
    String column = Sql.quote(name);
    TableId id = database.create(name, column + " int NOT NULL, PRIMARY KEY (" + column + ")");
    database.insert(id, "(7)");
    SourceTable table = reader.table(id);
    // When
    List<SourceRow> rows = scan(id);
    // Then
    assertThat(rows).extracting(row -> row.value(0)).containsExactly(number(7));
    assertThat(reader.find(table, List.of(name), List.of(List.of(number(7))))).isEqualTo(rows);
    assertThat(reader.first(table, 1)).isEqualTo(rows);
  }

  @Test
  void shouldReadTheFirstRowsInTheOrderOfTheKey() {
    // Given
    TableId table = database.create("v int, k int NOT NULL, PRIMARY KEY (k)");
    database.insert(
        table,
        IntStream.range(0, 9)
            .mapToObj(i -> "(" + i + ", " + (100 - i) + ")")
            .toArray(String[]::new));
    TableId heap = database.create("v int");
    database.insert(heap, "(1)");
    // When
    List<SourceRow> first = reader.first(reader.table(table), 2);
    // Then
    assertThat(first).extracting(row -> row.value(1)).containsExactly(number(92), number(93));
    assertThat(reader.first(reader.table(heap), 2)).hasSize(1);
    assertThat(reader.tables(database.name())).contains(heap, table);
    assertThat(reader.uniqueKeys(table)).containsExactly(List.of("k"));
  }

  @Test
  void shouldLeaveOutColumnsThatNobodyCanMap() {
    // Given
    TableId id = database.create("k int NOT NULL, v nvarchar(10), PRIMARY KEY (k)");
    database.insert(id, "(7, N'x')");
    SourceTable table =
        new SourceTable(
            SourceKind.SQL_SERVER,
            id,
            List.of(column("g", "GEOGRAPHY"), column("k", "INT")),
            List.of("k"));
    // When
    List<SourceRow> rows = reader.first(table, 1);
    // Then
    assertThat(rows).extracting(row -> row.value(1)).containsExactly(number(7));
    assertThatThrownBy(() -> rows.get(0).value(0)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void shouldNameTheColumnWhoseValueIsNoneOfItsType() {
    // Given
    TableId id = database.create("k nvarchar(20)");
    database.insert(id, "(N'canary-4711')");
    SourceTable table =
        new SourceTable(SourceKind.SQL_SERVER, id, List.of(column("k", "INT")), List.of());
    // When
    TandemException failure =
        catchThrowableOfType(TandemException.class, () -> reader.scan(table, row -> {}));
    // Then
    assertThat(failure.code()).isEqualTo(SqlServerCode.VALUE);
    assertThat(failure).hasMessageContaining("Column k of table " + id).hasNoCause();
    assertThat(failure.getMessage()).doesNotContain("canary");
  }

  @Test
  void shouldFindNothingByNoKeys() {
    assertThat(find(database.create("k int NOT NULL, PRIMARY KEY (k)"), "k")).isEmpty();
  }

  private static List<SourceRow> find(TableId table, String column, Value... keys) {
    List<List<Value>> all = new ArrayList<>();
    for (Value key : keys) {
      all.add(List.of(key));
    }
    return reader.find(reader.table(table), List.of(column), all);
  }

  private static List<SourceRow> scan(TableId table) {
    List<SourceRow> rows = new ArrayList<>();
    reader.scan(reader.table(table), rows::add);
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
