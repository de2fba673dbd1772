/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.type.Value;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Computed fields: what comes out is what the type holds, or is refused. */
class FormulaTest {

  static Stream<String> fields() {
    return Rows.FIELDS.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("fields")
  void shouldGiveEveryValueBackAsItWas(String field) {
    String type = String.valueOf(Rows.FIELDS.get(field));
    assertThat(Rows.evaluate("row.`" + field + "`", type)).isEqualTo(Rows.value(field));
    assertThat(Rows.evaluate("null", type)).isEqualTo(Value.NULL);
    assertThat(Rows.evaluate("active ? row.`" + field + "` : null", type))
        .isEqualTo(Rows.value(field));
  }

  @ParameterizedTest(name = "{0} as {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "amount * 2 | decimal(12,2) | Decimal[value=3.00]",
        "small + 1 | int16 | Int[value=8]",
        "small * 10000 | int16 | E_INT_RANGE",
        "amount | int32 | E_NOT_INTEGER",
        "decimal('3.00') | int32 | Int[value=3]",
        "small | decimal(4,2) | Decimal[value=7.00]",
        "div(amount, 7, 4) | decimal(12,2) | E_DECIMAL_SCALE",
        "ratio | float32 | E_FLOAT_RANGE",
        "amount | float64 | Float64[value=1.5]",
        "id + 1 | int64 | E_EXPRESSION",
        "1 / (small - 7) | int64 | E_EXPRESSION: a division by zero",
        "div(amount, zero, 2) | decimal(12,2) | E_EXPRESSION: a division by zero",
        "int(amount) | int64 | E_EXPRESSION: a decimal with a fraction",
        "int(huge) | int64 | E_EXPRESSION: a decimal with a fraction or beyond 64 bits",
        "decimal(0.0 / (ratio - ratio)) | decimal(4,2) | E_EXPRESSION: NaN or infinity",
        "name.substring(0, 3) | string(3) | Text[value=Zo\u00eb]",
        "name | string(3) | E_LENGTH",
        "'x' | enum(open,closed) | E_ENUM",
        "name.substring(9) | text | E_EXPRESSION",
        "tags[5] | text | E_EXPRESSION: a list has no element at that index",
        "doc.z | text | E_EXPRESSION: a map or JSON object has no member of that name",
        "doc.a | text | Text[value=1]",
        "doc.b | text | E_EXPRESSION: a list where the field is text",
        "date(created) | date | Date[value=2020-02-29]",
        "created | date | E_EXPRESSION: a time of day",
        "created | timestamp | Timestamp[value=2020-02-29T12:30:00.000001]",
        "created + duration('1ns') | instant | E_EXPRESSION: a time finer than a microsecond",
        "ends + duration('1s') | timestamp | E_",
        "opens + duration('24h') | time | E_TIME_RANGE",
        "opens | duration | Duration[micros=30600000001]",
        "span | time | E_TIME_RANGE",
        "[1, 2].map(x, x * 2) | array<int16> | Array[values=[Int[value=2], Int[value=4]]]",
        "['a', 'b'] | array<string(1)> | Array[values=[Text[value=a], Text[value=b]]]",
        "[name] | array<string(1)> | E_LENGTH",
        "[] | array<int16> | Array[values=[]]",
        "{'a': amount, 'b': [null, true, 1u, 0.5]} | json | Json[value={\"a\":1.50,\"b\":[null,true,1,0.5]}]",
        "{1: 2} | json | E_EXPRESSION: a member of a JSON object whose name is no string",
        "created | json | E_EXPRESSION: a timestamp has no form in JSON",
        "string(created) | json | Json[value=\"2020-02-29T12:30:00.000001Z\"]",
        "doc.b | json | Json[value=[1.0,2.5]]",
        "5u | int16 | Int[value=5]",
        "amount * decimal('1e400') * decimal('1e400') * decimal('1e400') * decimal('1e400') * decimal('1e400') * decimal('1e400') | decimal(4,2) | E_EXPRESSION: a decimal of more",
        "double(decimal('1e400') * amount) | float64 | E_EXPRESSION: a decimal out of range in double(...)",
        "int('x' + name) | int64 | E_EXPRESSION",
        "timestamp(name) | instant | E_EXPRESSION",
        "date(name) | date | E_EXPRESSION: text that is no date",
        "int(ratio / 0.0) | int64 | E_EXPRESSION",
        "small % (small - 7) | int16 | E_EXPRESSION: a division by zero",
      })
  void shouldGiveWhatTheTypeHolds(String formula, String type, String expected) {
    String result = String.valueOf(Rows.evaluate(formula, type));
    assertThat(result).startsWith(expected);
    assertThat(result).doesNotContain("Zo\u00eb \ud83d", "18446744073709551615");
  }
}
