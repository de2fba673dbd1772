/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.SqlServerTypes;
import dev.tandem.model.type.Refused;
import dev.tandem.model.type.Value;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What Debezium 3.6.1 writes for each type of SQL Server, read and then spelled by the column's
 * domain type.
 */
class SqlServerJsonValuesTest {

  @ParameterizedTest(name = "{0} {3}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "bit              | -1 | -1 | true                                   | Bool[value=true]",
        "tinyint          | -1 | -1 | 255                                    | Int[value=255]",
        "bigint           | -1 | -1 | -9223372036854775808                   | Int[value=-9223372036854775808]",
        "decimal          | 38 | 10 | \"1234567890123456789012345678.0123456789\" | Decimal[value=1234567890123456789012345678.0123456789]",
        "money            | -1 | -1 | \"922337203685477.5807\"               | Decimal[value=922337203685477.5807]",
        "real             | -1 | -1 | 3.4028235E38                           | Float32[value=3.4028235E38]",
        "float            | -1 | -1 | 1.7976931348623157E308                 | Float64[value=1.7976931348623157E308]",
        "date             | -1 | -1 | \"0001-01-01Z\"                        | Date[value=0001-01-01]",
        "time             | -1 | -1 | \"23:59:59.9999999Z\"                  | Time[value=23:59:59.999999]",
        "datetime         | -1 | -1 | \"2018-06-20T06:37:03.997Z\"           | Timestamp[value=2018-06-20T06:37:03.997]",
        "datetime2        | -1 | -1 | \"9999-12-31T23:59:59.9999999Z\"       | Timestamp[value=9999-12-31T23:59:59.999999]",
        "datetimeoffset   | -1 | -1 | \"2018-06-20T06:37:03.1234567+05:30\"  | Moment[value=2018-06-20T01:07:03.123456Z]",
        "datetimeoffset   | -1 | -1 | \"1969-07-20T20:17:40.5Z\"             | Moment[value=1969-07-20T20:17:40.500Z]",
        "nchar            | 5  | -1 | \"ab   \"                              | Text[value=ab   ]",
        "uniqueidentifier | -1 | -1 | \"6CCD780C-BABA-1026-9564-5B8C656024DB\" | Text[value=6ccd780c-baba-1026-9564-5b8c656024db]",
      })
  void shouldReadWhatTheConnectorWrites(
      String type, int length, int scale, String json, String value) throws Exception {
    SourceColumn column = column(type, length, scale);
    Value read = read(column, json);
    assertThat(SqlServerTypes.domainType(column).orElseThrow().accept(read)).hasToString(value);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "bit              | 1",
        "int              | \"1\"",
        "decimal          | 1.5",
        "date             | \"yesterday\"",
        "datetimeoffset   | \"2018-06-20T06:37:03\"",
        "varbinary        | \"no base64!\"",
        "nvarchar         | 7",
      })
  void shouldRefuseWhatItDoesNotWrite(String type, String json) {
    assertThatThrownBy(() -> read(column(type, -1, -1), json)).isInstanceOf(Refused.class);
  }

  private static SourceColumn column(String type, int length, int scale) {
    return SqlServerTypes.normalise(new SourceColumn("c", type, length, scale, true, List.of()));
  }

  private static Value read(SourceColumn column, String json) throws MalformedJson, Refused {
    return SqlServerJsonValues.of(column)
        .read(new JsonBytes(json.getBytes(StandardCharsets.UTF_8)));
  }
}
