/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.tandem.simulated.store.UniqueIndex;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The catalogue through the driver. */
class MetadataIT {
  @RegisterExtension final FreshDouble fresh = new FreshDouble();

  /** A type, and what JDBC says of it: number, name, size, digits. */
  static Stream<Arguments> types() {
    return Stream.of(
        arguments("bit", -7, "bit", 1, 0),
        arguments("tinyint", -6, "tinyint", 3, 0),
        arguments("smallint", 5, "smallint", 5, 0),
        arguments("int", 4, "int", 10, 0),
        arguments("bigint", -5, "bigint", 19, 0),
        arguments("real", 7, "real", 24, 0),
        arguments("float", 8, "float", 53, 0),
        arguments("smallmoney", 3, "smallmoney", 10, 4),
        arguments("money", 3, "money", 19, 4),
        arguments("decimal(10,2)", 3, "decimal", 10, 2),
        arguments("numeric(38,38)", 2, "numeric", 38, 38),
        arguments("date", 91, "date", 10, 0),
        arguments("time(7)", 92, "time", 16, 7),
        arguments("smalldatetime", 93, "smalldatetime", 16, 0),
        arguments("datetime", 93, "datetime", 23, 3),
        arguments("datetime2(7)", 93, "datetime2", 27, 7),
        arguments("datetime2(0)", 93, "datetime2", 19, 0),
        arguments("datetimeoffset(7)", -155, "datetimeoffset", 34, 7),
        arguments("uniqueidentifier", 1, "uniqueidentifier", 36, 0),
        arguments("char(5)", 1, "char", 5, 0),
        arguments("varchar(20)", 12, "varchar", 20, 0),
        arguments("varchar(max)", 12, "varchar", Integer.MAX_VALUE, 0),
        arguments("nchar(5)", -15, "nchar", 5, 0),
        arguments("nvarchar(20)", -9, "nvarchar", 20, 0),
        arguments("nvarchar(max)", -9, "nvarchar", Integer.MAX_VALUE, 0),
        arguments("text", -1, "text", Integer.MAX_VALUE, 0),
        arguments("ntext", -16, "ntext", 1_073_741_823, 0),
        arguments("xml", -16, "xml", Integer.MAX_VALUE, 0),
        arguments("binary(4)", -2, "binary", 4, 0),
        arguments("varbinary(4)", -3, "varbinary", 4, 0),
        arguments("varbinary(max)", -3, "varbinary", Integer.MAX_VALUE, 0),
        arguments("image", -4, "image", Integer.MAX_VALUE, 0),
        arguments("rowversion", -2, "timestamp", 8, 0));
  }

  @ParameterizedTest
  @MethodSource("types")
  void shouldDescribeColumns(String type, int jdbcType, String name, int size, int digits)
      throws SQLException {
    fresh.db().table("t").column("id", "int").identity().column("v", type).pk("id").create();
    try (Connection connection = fresh.connect();
        ResultSet columns = connection.getMetaData().getColumns("testDB", "dbo", "t", "v")) {
      assertThat(columns.next()).isTrue();
      assertThat(columns.getInt("DATA_TYPE")).isEqualTo(jdbcType);
      assertThat(columns.getString("TYPE_NAME")).isEqualTo(name);
      assertThat(columns.getInt("COLUMN_SIZE")).isEqualTo(size);
      assertThat(columns.getInt("DECIMAL_DIGITS")).isEqualTo(digits);
      assertThat(columns.getString("IS_NULLABLE")).isEqualTo("YES");
      assertThat(columns.next()).isFalse();
    }
  }

  private static List<String> column(ResultSet rows, String name) throws SQLException {
    List<String> values = new ArrayList<>();
    try (rows) {
      while (rows.next()) {
        values.add(String.valueOf(rows.getString(name)));
      }
    }
    return values;
  }

  @Test
  void shouldDescribeTablesAndKeys() throws SQLException {
    // Given
    Db db = fresh.db();
    db.table("dbo.a_b")
        .column("id", "int")
        .identity()
        .column("n", "int")
        .defaultValue("((1))")
        .pk("id")
        .create();
    db.table("dbo.axb")
        .column("x", "int")
        .column("y", "int")
        .column("z", "int")
        .pk("z", "x")
        .create();
    db.table("sales.orders").column("id", "int").create();
    fresh.server().database("otherDB").table("t").column("id", "int").pk("id").create();

    // When
    try (Connection connection = fresh.connect()) {
      DatabaseMetaData metadata = connection.getMetaData();

      // Then
      String[] tables = {"TABLE"};
      assertThat(column(metadata.getTables("testDB", null, "%", tables), "TABLE_NAME"))
          .containsExactly("a_b", "axb", "orders");
      assertThat(
              column(metadata.getTables("testDB", null, "%", new String[] {"VIEW"}), "TABLE_NAME"))
          .isEmpty();
      assertThat(column(metadata.getTables("testDB", "dbo", "a\\_b", tables), "TABLE_NAME"))
          .containsExactly("a_b");
      assertThat(column(metadata.getTables("otherDB", null, null, tables), "TABLE_NAME"))
          .containsExactly("t");
      assertThat(column(metadata.getColumns("testDB", "dbo", "a\\_b", null), "COLUMN_DEF"))
          .containsExactly("null", "((1))");
      assertThat(column(metadata.getColumns("testDB", "dbo", "a\\_b", null), "IS_AUTOINCREMENT"))
          .containsExactly("YES", "NO");
      assertThat(column(metadata.getColumns("testDB", "dbo", "a\\_b", "id"), "TYPE_NAME"))
          .containsExactly("int identity");
      assertThat(column(metadata.getPrimaryKeys("testDB", "dbo", "axb"), "COLUMN_NAME"))
          .containsExactly("z", "x");
      assertThat(column(metadata.getPrimaryKeys("testDB", "sales", "orders"), "COLUMN_NAME"))
          .isEmpty();
      assertThat(column(metadata.getIndexInfo("testDB", "dbo", "axb", true, true), "COLUMN_NAME"))
          .containsExactly("null", "z", "x");
      assertThat(column(metadata.getImportedKeys("testDB", "dbo", "axb"), "FK_NAME")).isEmpty();
      assertThat(column(metadata.getCatalogs(), "TABLE_CAT"))
          .containsExactly("master", "otherDB", "testDB");
      connection.setCatalog("otherDB");
      assertThat(connection.getCatalog()).isEqualTo("otherDB");
      assertThat(connection.isValid(5)).isTrue();
      assertThat(metadata.getDatabaseProductVersion()).startsWith("16.");
    }
  }

  @Test
  void shouldDescribeUniqueIndexesTheClusteredOneFirst() throws SQLException {
    // Given
    fresh
        .db()
        .table("t")
        .column("a", "int")
        .column("b", "int")
        .pk("a")
        .unique(UniqueIndex.of("A_1", "b", "a").asFiltered())
        .unique(UniqueIndex.of("Z_1", "b").asClustered())
        .create();

    // When
    try (Connection connection = fresh.connect()) {
      DatabaseMetaData metadata = connection.getMetaData();

      // Then
      assertThat(column(metadata.getIndexInfo("testDB", "dbo", "t", true, true), "INDEX_NAME"))
          .containsExactly("null", "Z_1", "A_1", "A_1", "PK_t");
      assertThat(column(metadata.getIndexInfo("testDB", "dbo", "t", true, true), "COLUMN_NAME"))
          .containsExactly("null", "b", "b", "a", "a");
    }
  }

  @Test
  void shouldDescribeResults() throws SQLException {
    fresh
        .db()
        .table("t")
        .column("id", "int")
        .identity()
        .column("v", "nvarchar(max)")
        .pk("id")
        .create();
    try (Connection connection = fresh.connect();
        var statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id, v AS w FROM t")) {
      var described = rows.getMetaData();
      assertThat(described.getColumnName(2)).isEqualTo("w");
      assertThat(described.isAutoIncrement(1)).isTrue();
      assertThat(described.isNullable(1)).isEqualTo(0);
      assertThat(described.isNullable(2)).isEqualTo(1);
      assertThat(described.getColumnTypeName(2)).isEqualTo("nvarchar");
    }
  }
}
