/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.model.source.SourcePosition;
import dev.tandem.model.source.SourceRow;
import dev.tandem.model.source.TableId;
import dev.tandem.model.type.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MySqlReaderIT {
  private static final TableId TABLE = TableId.of("reading", "t");

  @TempDir static Path folder;
  @AutoClose private static TestMySql mysql;

  private MySqlReader reader;

  @BeforeAll
  static void start() {
    mysql = TestMySql.start(folder);
  }

  @BeforeEach
  void open() {
    mysql.execute("DROP DATABASE IF EXISTS reading", "CREATE DATABASE reading");
    reader = new MySqlReader(mysql.asRoot());
  }

  @AfterEach
  void close() {
    reader.close();
  }

  @Test
  void findsSixteenBytesByTheirUuid() {
    // Given
    mysql.execute(
        "CREATE TABLE reading.t (k BINARY(16) PRIMARY KEY)",
        "INSERT INTO reading.t VALUES (0x6ccd780cbaba102695645b8c656024db)");
    // When
    List<SourceRow> found =
        reader.find(
            reader.table(TABLE),
            List.of("k"),
            List.of(List.of(text("6ccd780c-baba-1026-9564-5b8c656024db"))));
    // Then
    assertThat(found)
        .extracting(row -> row.value(0))
        .containsExactly(
            Value.Bytes.of(HexFormat.of().parseHex("6ccd780cbaba102695645b8c656024db")));
  }

  @Test
  void findsThousandsOfKeysAndLeavesOutWhatIsNotThere() {
    // Given
    mysql.execute("CREATE TABLE reading.t (id INT PRIMARY KEY, v VARCHAR(10))");
    insert(2_000);
    List<List<Value>> keys = new ArrayList<>();
    for (int i = 1_000; i < 3_000; i++) {
      keys.add(List.of(number(i)));
    }
    // When
    List<SourceRow> found = reader.find(reader.table(TABLE), List.of("id"), keys);
    // Then
    assertThat(found)
        .extracting(row -> ((Value.Int) row.value(0)).value())
        .hasSize(1_000)
        .allMatch(id -> id >= 1_000 && id < 2_000)
        .doesNotHaveDuplicates();
  }

  @Test
  void scansOneStateWhileRowsChange() {
    // Given
    mysql.execute("CREATE TABLE reading.t (id INT PRIMARY KEY, v VARCHAR(1000))");
    mysql.execute("INSERT INTO reading.t VALUES (0, REPEAT('x', 1000))");
    for (int n = 1; n < 16_384; n *= 2) {
      mysql.execute("INSERT INTO reading.t SELECT id + " + n + ", v FROM reading.t");
    }
    List<Value> values = new ArrayList<>();
    // When
    reader.scan(
        reader.table(TABLE),
        row -> {
          if (values.isEmpty()) {
            mysql.execute(
                "UPDATE reading.t SET v = 'changed'", "DELETE FROM reading.t WHERE id > 9000");
          }
          values.add(row.value(1));
        });
    // Then
    assertThat(values).hasSize(16_384).allMatch(text("x".repeat(1_000))::equals);
  }

  @Test
  void endsAScanAtOnceWhenItsConsumerFails() {
    // Given
    mysql.execute("CREATE TABLE reading.t (id INT PRIMARY KEY, v VARCHAR(10))");
    insert(2_000);
    // When
    IllegalStateException failure = new IllegalStateException("enough");
    // Then
    assertThatThrownBy(
            () ->
                reader.scan(
                    reader.table(TABLE),
                    row -> {
                      throw failure;
                    }))
        .isSameAs(failure);
  }

  @Test
  void readsHostileNames() {
    // Given
    String name = "a`b\"c'; -- \\%é";
    TableId id = TableId.of("reading", name);
    mysql.execute(
        "CREATE TABLE reading." + Sql.quote(name) + " (" + Sql.quote(name) + " INT PRIMARY KEY)",
        "INSERT INTO reading." + Sql.quote(name) + " VALUES (7)");
    List<SourceRow> rows = new ArrayList<>();
    // When
    reader.scan(reader.table(id), rows::add);
    // Then
    assertThat(rows).extracting(row -> row.value(0)).containsExactly(number(7));
    assertThat(reader.find(reader.table(id), List.of(name), List.of(List.of(number(7)))))
        .isEqualTo(rows);
  }

  @Test
  void positionsGrowAndContainWhatCameBefore() {
    // Given
    SourcePosition before = reader.position();
    mysql.execute("CREATE TABLE reading.t (id INT PRIMARY KEY)");
    // When
    SourcePosition after = reader.position();
    // Then
    assertThat(reader.contains(after, before)).isTrue();
    assertThat(reader.contains(before, after)).isFalse();
    assertThat(reader.contains(after, after)).isTrue();
    assertThat(reader.server().uuid()).matches("[0-9a-f-]{36}");
    assertThat(reader.server().version()).startsWith("8.");
    assertThat(reader.contains(after, reader.server().purged())).isTrue();
  }

  @Test
  void connectsAgainAfterItsConnectionWasKilled() {
    // Given
    SourcePosition before = reader.position();
    mysql.killOtherSessions();
    // When
    SourcePosition after = reader.position();
    // Then
    assertThat(after).isEqualTo(before);
  }

  private static void insert(int rows) {
    StringBuilder sql = new StringBuilder("INSERT INTO reading.t VALUES (0,'x')");
    for (int i = 1; i < rows; i++) {
      sql.append(",(").append(i).append(",'x')");
    }
    mysql.execute(sql.toString());
  }

  private static Value number(long value) {
    return new Value.Int(value);
  }

  private static Value text(String value) {
    return new Value.Text(value);
  }
}
