/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver;

import static dev.tandem.sqlserver.TestSqlServer.DATABASE;
import static dev.tandem.sqlserver.TestSqlServer.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.model.error.TandemException;
import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.SourceKind;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.SqlServerTypes;
import dev.tandem.model.source.TableId;
import dev.tandem.simulated.store.UniqueIndex;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueIT {
  @AutoClose private final TestSqlServer sqlServer = new TestSqlServer();

  private Connection connection;
  private Catalogue catalogue;

  @BeforeEach
  void open() {
    connection = sqlServer.connection().open();
    catalogue = new Catalogue(connection, sqlServer.connection());
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bit               | BIT              | -1   | -1",
        "tinyint           | TINYINT          | -1   | -1",
        "smallint          | SMALLINT         | -1   | -1",
        "int               | INT              | -1   | -1",
        "bigint            | BIGINT           | -1   | -1",
        "decimal           | DECIMAL          | 18   | 0",
        "decimal(5)        | DECIMAL          | 5    | 0",
        "numeric(38,38)    | DECIMAL          | 38   | 38",
        "money             | MONEY            | -1   | -1",
        "smallmoney        | SMALLMONEY       | -1   | -1",
        "real              | REAL             | -1   | -1",
        "float(24)         | REAL             | -1   | -1",
        "float             | FLOAT            | -1   | -1",
        "date              | DATE             | -1   | -1",
        "time(3)           | TIME             | -1   | -1",
        "datetime          | DATETIME         | -1   | -1",
        "smalldatetime     | SMALLDATETIME    | -1   | -1",
        "datetime2(7)      | DATETIME2        | -1   | -1",
        "datetimeoffset(0) | DATETIMEOFFSET   | -1   | -1",
        "char              | CHAR             | 1    | -1",
        "char(8000)        | CHAR             | 8000 | -1",
        "varchar(20)       | VARCHAR          | 20   | -1",
        "varchar(max)      | VARCHAR          | -1   | -1",
        "nchar(7)          | NCHAR            | 7    | -1",
        "nvarchar(4000)    | NVARCHAR         | 4000 | -1",
        "nvarchar(max)     | NVARCHAR         | -1   | -1",
        "sysname           | NVARCHAR         | 128  | -1",
        "text              | TEXT             | -1   | -1",
        "ntext             | NTEXT            | -1   | -1",
        "xml               | XML              | -1   | -1",
        "uniqueidentifier  | UNIQUEIDENTIFIER | -1   | -1",
        "binary(16)        | BINARY           | 16   | -1",
        "varbinary(16)     | VARBINARY        | 16   | -1",
        "varbinary(max)    | VARBINARY        | -1   | -1",
        "image             | IMAGE            | -1   | -1",
        "rowversion        | ROWVERSION       | -1   | -1"
      })
  void shouldSpellATypeAsCaptureDoes(String declared, String type, int length, int scale) {
    // Given
    sqlServer.db().table("t").column("c", declared).create();
    // When
    SourceColumn column = catalogue.table(id("t")).columns().get(0);
    // Then
    assertThat(column).isEqualTo(new SourceColumn("c", type, length, scale, true, List.of()));
    assertThat(SqlServerTypes.domainType(column)).isPresent();
  }

  @Test
  void shouldKeepTheOrderOfColumnsAndOfTheKey() {
    // Given
    sqlServer
        .db()
        .table("sales.t")
        .column("z", "int")
        .column("b", "int")
        .identity()
        .computed("a", "int", row -> 1)
        .pk("b", "z")
        .unique(UniqueIndex.of("a_first", "z").asClustered())
        .create();
    sqlServer.db().alterAddColumn("sales.t", "last", "nvarchar(10)");
    TableId id = new TableId(DATABASE, "sales", "t");
    // When
    SourceTable table = catalogue.table(id);
    // Then
    assertThat(table.kind()).isEqualTo(SourceKind.SQL_SERVER);
    assertThat(table.id()).isEqualTo(id);
    assertThat(table.columns())
        .extracting(SourceColumn::name)
        .containsExactly("z", "b", "a", "last");
    assertThat(table.columns())
        .extracting(SourceColumn::nullable)
        .containsExactly(false, false, true, true);
    assertThat(table.key()).containsExactly("b", "z");
    assertThat(catalogue.uniqueKeys(id)).containsExactly(List.of("b", "z"), List.of("z"));
    assertThat(catalogue.computed(id)).containsExactly("a");
  }

  @Test
  void shouldTakeTheFirstUniqueIndexOfRequiredColumnsForAKeyAsTheConnectorLooksAtThem() {
    // Given
    sqlServer
        .db()
        .table("t")
        .column("n", "int")
        .column("a", "int")
        .notNull()
        .column("b", "int")
        .notNull()
        .unique(UniqueIndex.of("a_optional", "n"))
        .unique(UniqueIndex.of("b_filtered", "a").asFiltered())
        .unique(UniqueIndex.of("c_disabled", "a").asDisabled())
        .unique(UniqueIndex.of("e", "a"))
        .unique(UniqueIndex.of("d", "b", "a"))
        .create();
    // When
    SourceTable table = catalogue.table(id("t"));
    // Then
    assertThat(table.key()).containsExactly("b", "a");
    assertThat(catalogue.uniqueKeys(table.id()))
        .containsExactly(List.of("n"), List.of("b", "a"), List.of("a"));
  }

  @Test
  void shouldTakeTheClusteredIndexBeforeOthers() {
    // Given
    sqlServer
        .db()
        .table("t")
        .column("a", "int")
        .notNull()
        .column("b", "int")
        .notNull()
        .unique(UniqueIndex.of("first", "a"))
        .unique(UniqueIndex.of("second", "b").asClustered())
        .create();
    // When
    SourceTable table = catalogue.table(id("t"));
    // Then
    assertThat(table.key()).containsExactly("b");
  }

  @Test
  void shouldFindNoKeyWhereThereIsNone() {
    // Given
    sqlServer.db().table("t").column("n", "int").unique(UniqueIndex.of("optional", "n")).create();
    // When
    SourceTable table = catalogue.table(id("t"));
    // Then
    assertThat(table.key()).isEmpty();
  }

  @Test
  void shouldListTheTablesOfAllSchemas() {
    // Given
    sqlServer.db().table("b").column("i", "int").pk("i").create();
    sqlServer.db().table("a").column("i", "int").create();
    sqlServer.db().table("crm.a").column("i", "int").create();
    sqlServer.db().enableCdc("b");
    sqlServer.server().database("other").table("c").column("i", "int").create();
    // When
    List<TableId> tables = catalogue.tables(DATABASE);
    // Then
    assertThat(tables).containsExactly(new TableId(DATABASE, "crm", "a"), id("a"), id("b"));
  }

  @Test
  void shouldSayWhichTableIsMissing() {
    // Given
    sqlServer.db().table("Orders").column("i", "int").create();
    // When / Then
    for (String missing : List.of("nothing", "orders")) {
      assertThatThrownBy(() -> catalogue.table(id(missing)))
          .isInstanceOfSatisfying(
              TandemException.class, e -> assertThat(e.code()).isEqualTo(SqlServerCode.TABLE))
          .hasMessageContaining("shop.dbo." + missing);
    }
  }

  @Test
  void shouldSayWhichDatabaseIsMissing() {
    TableId id = new TableId("nowhere", "dbo", "t");
    assertThatThrownBy(() -> catalogue.table(id))
        .isInstanceOfSatisfying(
            TandemException.class, e -> assertThat(e.code()).isEqualTo(SqlServerCode.DATABASE))
        .hasMessageContaining("nowhere");
  }
}
