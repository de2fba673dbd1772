/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MySqlSpellingTest {

  @ParameterizedTest
  @CsvSource({
    "int unsigned zerofill, 10, -1, INT UNSIGNED, -1, -1",
    "INT ZEROFILL, 10, -1, INT UNSIGNED, -1, -1",
    "BIGINT SIGNED, 20, -1, BIGINT, -1, -1",
    "INTEGER UNSIGNED, -1, -1, INT UNSIGNED, -1, -1",
    "BOOL, -1, -1, TINYINT, -1, -1",
    "TINYINT, 1, -1, TINYINT, -1, -1",
    "SERIAL, -1, -1, BIGINT UNSIGNED, -1, -1",
    "NUMERIC, -1, -1, DECIMAL, 10, 0",
    "FIXED UNSIGNED, 12, -1, DECIMAL UNSIGNED, 12, 0",
    "DECIMAL, 65, 30, DECIMAL, 65, 30",
    "REAL, -1, -1, DOUBLE, -1, -1",
    "DOUBLE PRECISION UNSIGNED, 10, 2, DOUBLE UNSIGNED, -1, -1",
    "FLOAT, 7, 4, FLOAT, -1, -1",
    "FLOAT, 24, -1, FLOAT, -1, -1",
    "FLOAT, 25, -1, DOUBLE, -1, -1",
    "CHAR, -1, -1, CHAR, 1, -1",
    "CHAR BINARY, 60, -1, CHAR, 60, -1",
    "NATIONAL CHARACTER VARYING, 60, -1, VARCHAR, 60, -1",
    "BINARY, -1, -1, BINARY, 1, -1",
    "LONG VARBINARY, -1, -1, MEDIUMBLOB, -1, -1",
    "TEXT BINARY, 500, -1, TEXT, -1, -1",
    "BIT, -1, -1, BIT, 1, -1",
    "DATETIME, 0, -1, DATETIME, -1, -1",
    "TIMESTAMP, 6, -1, TIMESTAMP, 6, -1",
    "YEAR, 4, -1, YEAR, -1, -1",
    "geometrycollection, -1, -1, GEOMCOLLECTION, -1, -1"
  })
  void spellsEveryTypeInOneWay(
      String spelled, int length, int scale, String type, int newLength, int newScale) {
    // When
    SourceColumn column =
        MySqlTypes.normalise(new SourceColumn("c", spelled, length, scale, true, List.of("x")));
    // Then
    assertThat(column).isEqualTo(new SourceColumn("c", type, newLength, newScale, true, List.of()));
  }

  @Test
  void keepsLabelsOfEnumsOnly() {
    // Given
    SourceColumn raw = new SourceColumn("c", "enum", 1, -1, false, List.of("a", "b,c"));
    // When
    SourceColumn column = MySqlTypes.normalise(raw);
    // Then
    assertThat(column).isEqualTo(new SourceColumn("c", "ENUM", -1, -1, false, List.of("a", "b,c")));
  }
}
