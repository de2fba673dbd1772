/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every type that a column gets by itself holds all the column's values. */
class MySqlTypesTest {

  @ParameterizedTest(name = "{0}({1},{2})")
  @CsvSource(
      delimiter = '|',
      value = {
        "tinyint(1)          | 1   | -1 | int16",
        "TINYINT UNSIGNED    | -1  | -1 | int16",
        "SMALLINT            | -1  | -1 | int16",
        "SMALLINT UNSIGNED   | -1  | -1 | int32",
        "MEDIUMINT UNSIGNED  | -1  | -1 | int32",
        "INT                 | -1  | -1 | int32",
        "INT UNSIGNED        | -1  | -1 | int64",
        "BIGINT              | -1  | -1 | int64",
        "BIGINT UNSIGNED     | -1  | -1 | uint64",
        "YEAR                | -1  | -1 | int16",
        "DECIMAL             | -1  | -1 | decimal(10,0)",
        "DECIMAL             | 65  | 30 | decimal(65,30)",
        "FLOAT               | -1  | -1 | float32",
        "DOUBLE              | -1  | -1 | float64",
        "BIT                 | -1  | -1 | boolean",
        "BIT                 | 64  | -1 | bits(64)",
        "CHAR                | -1  | -1 | string(1)",
        "VARCHAR             | 255 | -1 | string(255)",
        "TEXT                | -1  | -1 | text",
        "VARBINARY           | 16  | -1 | bytes",
        "DATE                | -1  | -1 | date",
        "TIME                | 6   | -1 | time",
        "DATETIME            | 6   | -1 | timestamp",
        "TIMESTAMP           | 6   | -1 | instant",
        "JSON                | -1  | -1 | json",
        "ENUM                | -1  | -1 | enum(a,b\\,c)",
        "SET                 | -1  | -1 | array<enum(a,b\\,c)>",
        "POINT               | -1  | -1 | bytes",
      })
  void shouldGiveAColumnItsType(String spelled, int length, int scale, String type) {
    String name = spelled.replaceAll("\\(.*\\)", "");
    SourceColumn column =
        MySqlTypes.normalise(new SourceColumn("c", name, length, scale, true, List.of("a", "b,c")));
    assertThat(MySqlTypes.domainType(column).orElseThrow()).hasToString(type);
  }

  @Test
  void shouldCarryNoTypeThatItDoesNotKnow() {
    SourceColumn column = new SourceColumn("c", "VECTOR", -1, -1, true, List.of());
    assertThat(MySqlTypes.domainType(column)).isEmpty();
  }
}
