/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver;

import static dev.tandem.sqlserver.TestSqlServer.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.tandem.model.error.TandemException;
import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.SourceKind;
import dev.tandem.model.source.SourceRow;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.TableId;
import dev.tandem.model.type.Value;
import java.io.IOException;
import java.time.Duration;
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
  void shouldNotWaitForTheRestOfAScanWhoseConsumerFails() throws IOException {
    // Given
    String text = "x".repeat(4_000);
    sqlServer.db().table("t").column("id", "int").column("v", "nvarchar(4000)").pk("id").create();
    sqlServer.db().tx(tx -> IntStream.range(0, 500).forEach(i -> tx.insert("t", i, text)));
    SourceTable table = reader.table(id("t"));
    IllegalStateException failure = new IllegalStateException("enough");
    try (StallingProxy proxy = new StallingProxy(sqlServer.server().port(), 100_000);
        SqlServerReader slow = new SqlServerReader(through(proxy), List.of())) {
      // When / Then
      assertTimeoutPreemptively(
          Duration.ofSeconds(20),
          () ->
              assertThatThrownBy(
                      () ->
                          slow.scan(
                              table,
                              row -> {
                                throw failure;
                              }))
                  .isSameAs(failure));
    }
  }

  private SqlServerConnection through(StallingProxy proxy) {
    SqlServerConnection server = sqlServer.connection();
    return new SqlServerConnection(
        server.host(), proxy.port(), server.login(), server.tls(), server.replica());
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
