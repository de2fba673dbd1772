/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every type that a column gets by itself holds all the column's values. */
class SqlServerTypesTest {

  @ParameterizedTest(name = "{0}({1},{2})")
  @CsvSource(
      delimiter = '|',
      value = {
        "bit                 | 1          | -1 | BIT              | -1   | -1 | boolean",
        "tinyint             | 3          | 0  | TINYINT          | -1   | -1 | int16",
        "SMALLINT            | 5          | 0  | SMALLINT         | -1   | -1 | int16",
        "int                 | 10         | 0  | INT              | -1   | -1 | int32",
        "int identity        | 10         | 0  | INT              | -1   | -1 | int32",
        "bigint identity     | 19         | 0  | BIGINT           | -1   | -1 | int64",
        "decimal             | -1         | -1 | DECIMAL          | 18   | 0  | decimal(18,0)",
        "decimal             | 10         | 2  | DECIMAL          | 10   | 2  | decimal(10,2)",
        "numeric             | 38         | 38 | DECIMAL          | 38   | 38 | decimal(38,38)",
        "numeric() identity  | 9          | 0  | DECIMAL          | 9    | 0  | decimal(9,0)",
        "numeric identity    | 9          | 0  | DECIMAL          | 9    | 0  | decimal(9,0)",
        "money               | 19         | 4  | MONEY            | -1   | -1 | decimal(19,4)",
        "smallmoney          | 10         | 4  | SMALLMONEY       | -1   | -1 | decimal(10,4)",
        "real                | 24         | -1 | REAL             | -1   | -1 | float32",
        "float               | 53         | -1 | FLOAT            | -1   | -1 | float64",
        "date                | 10         | 0  | DATE             | -1   | -1 | date",
        "time                | 16         | 7  | TIME             | -1   | -1 | time",
        "datetime            | 23         | 3  | DATETIME         | -1   | -1 | timestamp",
        "smalldatetime       | 16         | 0  | SMALLDATETIME    | -1   | -1 | timestamp",
        "datetime2           | 27         | 7  | DATETIME2        | -1   | -1 | timestamp",
        "datetimeoffset      | 34         | 7  | DATETIMEOFFSET   | -1   | -1 | instant",
        "char                | 0          | -1 | CHAR             | 1    | -1 | string(1)",
        "char                | 8000       | -1 | CHAR             | 8000 | -1 | string(8000)",
        "nchar               | 4000       | -1 | NCHAR            | 4000 | -1 | string(4000)",
        "varchar             | 20         | -1 | VARCHAR          | 20   | -1 | string(20)",
        "varchar             | 8000       | -1 | VARCHAR          | 8000 | -1 | string(8000)",
        "varchar             | -1         | -1 | VARCHAR          | -1   | -1 | text",
        "varchar             | 2147483647 | -1 | VARCHAR          | -1   | -1 | text",
        "nvarchar            | 4000       | -1 | NVARCHAR         | 4000 | -1 | string(4000)",
        "nvarchar            | 1073741823 | -1 | NVARCHAR         | -1   | -1 | text",
        "sysname             | 256        | -1 | NVARCHAR         | 128  | -1 | string(128)",
        "text                | 16         | -1 | TEXT             | -1   | -1 | text",
        "ntext               | 16         | -1 | NTEXT            | -1   | -1 | text",
        "xml                 | -1         | -1 | XML              | -1   | -1 | text",
        "uniqueidentifier    | 36         | -1 | UNIQUEIDENTIFIER | -1   | -1 | uuid",
        "binary              | 16         | -1 | BINARY           | 16   | -1 | bytes",
        "binary              | 0          | -1 | BINARY           | 1    | -1 | bytes",
        "varbinary           | 16         | -1 | VARBINARY        | 16   | -1 | bytes",
        "varbinary           | -1         | -1 | VARBINARY        | -1   | -1 | bytes",
        "image               | 16         | -1 | IMAGE            | -1   | -1 | bytes",
        "timestamp           | 8          | -1 | ROWVERSION       | -1   | -1 | bytes",
        "rowversion          | 8          | -1 | ROWVERSION       | -1   | -1 | bytes",
        "hierarchyid         | 892        | -1 | HIERARCHYID      | -1   | -1 | bytes",
        "sql_variant         | 8016       | -1 | SQL_VARIANT      | -1   | -1 | -",
        "geography           | -1         | -1 | GEOGRAPHY        | -1   | -1 | -",
      })
  void shouldGiveAColumnItsSpellingAndType(
      String spelled, int length, int scale, String name, int digits, int places, String type) {
    // When
    SourceColumn column =
        SqlServerTypes.normalise(new SourceColumn("c", spelled, length, scale, true, List.of()));
    // Then
    assertThat(column).isEqualTo(new SourceColumn("c", name, digits, places, true, List.of()));
    assertThat(SqlServerTypes.normalise(column)).isEqualTo(column);
    assertThat(SqlServerTypes.domainType(column).map(Object::toString).orElse("-")).isEqualTo(type);
  }

  @ParameterizedTest
  @ValueSource(strings = {"varchar", "nvarchar", "varbinary", "text", "ntext", "image", "xml"})
  void shouldKnowWhatChangeDataCaptureLeavesOut(String type) {
    assertThat(SqlServerTypes.isLarge(column(type, Integer.MAX_VALUE))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"varchar", "nvarchar", "varbinary", "char", "binary", "timestamp", "int"})
  void shouldKnowWhatItHolds(String type) {
    assertThat(SqlServerTypes.isLarge(column(type, 4_000))).isFalse();
  }

  @Test
  void shouldKeepWhetherAColumnMayBeNull() {
    SourceColumn required = new SourceColumn("c", "sysname", 256, -1, false, List.of());
    assertThat(SqlServerTypes.normalise(required).nullable()).isFalse();
  }

  private static SourceColumn column(String type, int length) {
    return SqlServerTypes.normalise(new SourceColumn("c", type, length, -1, true, List.of()));
  }
}
