/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.model.error.TandemException;
import dev.tandem.model.source.MySqlTypes;
import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.TableId;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueIT {
  @TempDir static Path folder;
  @AutoClose private static TestMySql mysql;

  private Connection connection;
  private Catalogue catalogue;

  @BeforeAll
  static void start() {
    mysql = TestMySql.start(folder);
  }

  @BeforeEach
  void open() {
    mysql.execute("DROP DATABASE IF EXISTS cat", "CREATE DATABASE cat CHARACTER SET utf8mb4");
    connection = mysql.asRoot().open();
    catalogue = new Catalogue(connection, mysql.asRoot());
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TINYINT(1)                     | TINYINT            | -1 | -1",
        "BOOL                           | TINYINT            | -1 | -1",
        "INT(7) UNSIGNED ZEROFILL       | INT UNSIGNED       | -1 | -1",
        "MEDIUMINT                      | MEDIUMINT          | -1 | -1",
        "BIGINT UNSIGNED                | BIGINT UNSIGNED    | -1 | -1",
        "SERIAL                         | BIGINT UNSIGNED    | -1 | -1",
        "DECIMAL                        | DECIMAL            | 10 | 0",
        "NUMERIC(65,30)                 | DECIMAL            | 65 | 30",
        "DECIMAL(5) UNSIGNED            | DECIMAL UNSIGNED   | 5  | 0",
        "FLOAT                          | FLOAT              | -1 | -1",
        "FLOAT(7,4)                     | FLOAT              | -1 | -1",
        "FLOAT(53)                      | DOUBLE             | -1 | -1",
        "REAL                           | DOUBLE             | -1 | -1",
        "DOUBLE(10,2) UNSIGNED          | DOUBLE UNSIGNED    | -1 | -1",
        "BIT                            | BIT                | 1  | -1",
        "BIT(64)                        | BIT                | 64 | -1",
        "CHAR                           | CHAR               | 1  | -1",
        "NCHAR(7)                       | CHAR               | 7  | -1",
        "VARCHAR(20)                    | VARCHAR            | 20 | -1",
        "NATIONAL VARCHAR(20)           | VARCHAR            | 20 | -1",
        "VARCHAR(8) CHARACTER SET binary| VARBINARY          | 8  | -1",
        "BINARY(16)                     | BINARY             | 16 | -1",
        "VARBINARY(16)                  | VARBINARY          | 16 | -1",
        "LONG VARCHAR                   | MEDIUMTEXT         | -1 | -1",
        "TEXT(60)                       | TINYTEXT           | -1 | -1",
        "LONGTEXT                       | LONGTEXT           | -1 | -1",
        "LONG VARBINARY                 | MEDIUMBLOB         | -1 | -1",
        "TINYBLOB                       | TINYBLOB           | -1 | -1",
        "DATE                           | DATE               | -1 | -1",
        "YEAR                           | YEAR               | -1 | -1",
        "TIME                           | TIME               | -1 | -1",
        "TIME(2)                        | TIME               | 2  | -1",
        "DATETIME                       | DATETIME           | -1 | -1",
        "DATETIME(6)                    | DATETIME           | 6  | -1",
        "TIMESTAMP(3) NULL              | TIMESTAMP          | 3  | -1",
        "JSON                           | JSON               | -1 | -1",
        "GEOMETRY                       | GEOMETRY           | -1 | -1",
        "MULTIPOLYGON                   | MULTIPOLYGON       | -1 | -1",
        "GEOMETRYCOLLECTION             | GEOMCOLLECTION     | -1 | -1"
      })
  void spellsATypeAsCaptureDoes(String declared, String type, int length, int scale) {
    // Given
    mysql.execute("CREATE TABLE cat.t (c " + declared + ")");
    // When
    SourceColumn column = catalogue.table(TableId.of("cat", "t")).columns().get(0);
    // Then
    boolean nullable = !declared.equals("SERIAL");
    assertThat(column).isEqualTo(new SourceColumn("c", type, length, scale, nullable, List.of()));
    assertThat(MySqlTypes.domainType(column)).isPresent();
  }

  @Test
  void unescapesLabels() {
    // Given
    mysql.execute(
        "CREATE TABLE cat.t (e ENUM('a','b,c','it''s','x\\\\y','tab\\t','line\\n','(1) unsigned','')"
            + " NOT NULL, s SET('ü','b') NOT NULL)");
    // When
    SourceTable table = catalogue.table(TableId.of("cat", "t"));
    // Then
    assertThat(table.columns())
        .containsExactly(
            new SourceColumn(
                "e",
                "ENUM",
                -1,
                -1,
                false,
                List.of("a", "b,c", "it's", "x\\y", "tab\t", "line\n", "(1) unsigned", "")),
            new SourceColumn("s", "SET", -1, -1, false, List.of("ü", "b")));
  }

  @Test
  void keepsTheOrderOfColumnsAndOfTheKey() {
    // Given
    mysql.execute(
        "CREATE TABLE cat.t (z INT, b INT, a INT AS (z + 1), PRIMARY KEY (b, z))",
        "ALTER TABLE cat.t ADD COLUMN first INT FIRST");
    // When
    SourceTable table = catalogue.table(TableId.of("cat", "t"));
    // Then
    assertThat(table.columns())
        .extracting(SourceColumn::name)
        .containsExactly("first", "z", "b", "a");
    assertThat(table.key()).containsExactly("b", "z");
  }

  @Test
  void takesTheFirstUniqueIndexOfRequiredColumnsForAKeyAsTheConnectorDoes() {
    // Given
    mysql.execute(
        "CREATE TABLE cat.t (n INT NULL, a INT NOT NULL, b INT NOT NULL, UNIQUE (n), UNIQUE (b, a), UNIQUE (a))");
    // When
    SourceTable table = catalogue.table(TableId.of("cat", "t"));
    // Then
    assertThat(table.key()).containsExactly("b", "a");
    assertThat(catalogue.uniqueKeys(table.id()))
        .containsExactlyInAnyOrder(List.of("n"), List.of("b", "a"), List.of("a"));
  }

  @Test
  void findsNoKeyWhereThereIsNone() {
    // Given
    mysql.execute("CREATE TABLE cat.t (n INT NULL, a INT NOT NULL, UNIQUE (n), INDEX (a))");
    // When
    SourceTable table = catalogue.table(TableId.of("cat", "t"));
    // Then
    assertThat(table.key()).isEmpty();
  }

  @Test
  void listsTablesWithoutViews() {
    // Given
    mysql.execute(
        "CREATE TABLE cat.b (i INT)",
        "CREATE TABLE cat.a (i INT)",
        "CREATE VIEW cat.v AS SELECT 1");
    // When
    List<TableId> tables = catalogue.tables("cat");
    // Then
    assertThat(tables).containsExactly(TableId.of("cat", "a"), TableId.of("cat", "b"));
  }

  @Test
  void saysWhichTableIsMissing() {
    // When / Then
    assertThatThrownBy(() -> catalogue.table(TableId.of("cat", "nothing")))
        .isInstanceOfSatisfying(
            TandemException.class, e -> assertThat(e.code()).isEqualTo(MySqlCode.TABLE))
        .hasMessageContaining("cat.nothing");
  }
}
