/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told to the author of an expression that cannot work. */
class MalformedExpressionTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "amout > 0 | At column 1: there is no field 'amout'.",
        "true && row.amout > 0 | At column 9: there is no field 'amout'.",
        "lower(name) == 'x' | At column 6: there is no function 'lower'.",
        "name == 1 | At column 6: string and int are never equal; convert one of them.",
        "name > 1 | At column 6: '>' does not take (string, int).",
        "amount == 'x' | At column 8: decimal and string are never equal; convert one of them.",
        "name in [1, 2] | At column 6: string and int are never equal; convert one of them.",
        "born == '2020-01-01' | At column 6: timestamp and string are never equal; convert one of them.",
        "tags == ['a', 1] && tags == [1] | At column 26: list(string) and list(int) are never equal; convert one of them.",
        "amount > ratio | At column 10: a decimal meets a double, which is rarely what it looks like; convert it with decimal(...).",
        "amount > 0.12345678901234567890 | At column 10: the number has more digits than CEL keeps; write decimal('...').",
        "amount in [1, ratio] | At column 15: a decimal meets a double, which is rarely what it looks like; convert it with decimal(...).",
        "ratio in [amount] | At column 1: a decimal meets a double, which is rarely what it looks like; convert it with decimal(...).",
        "amount in [1, 2].map(x, double(x)) | At column 21: a decimal meets a double, which is rarely what it looks like; convert it with decimal(...).",
        "amount + null > 0 | At column 8: '+' takes no null.",
        "status == 'opne' | At column 11: 'opne' is none of the labels of enum(open,closed).",
        "status in ['open', 'x'] | At column 20: 'x' is none of the labels of enum(open,closed).",
        "amount > decimal('1,5') | At column 17: text that is no number in decimal(...).",
        "born > date('31.12.2020') | At column 12: text that is no date such as 2020-12-31 in date(...).",
        "born > timestamp('2020') | At column 17: text that does not have the form that a conversion reads.",
        "name.matches('(') | At column 14: a pattern in matches(...) that is none of RE2.",
        "small == 1 / 0 | At column 12: a division by zero.",
        "amount > | At column 9: the expression ends too early.",
        "amount > 0) | At column 11: ')' does not belong here.",
        "small + 1 | At column 1: a condition is true or false, but the expression gives int.",
        "amount / 2 > 1 | At column 8: '/' does not take (decimal, int).",
        "google.protobuf.Int64Value{value: 1} == 1 | At column",
        "'a | At column",
        "ratio < 1e999 | At column 9: the number is out of range.",
        "small < 9223372036854775808 | At column 9: the number is out of range.",
        "google.protobuf.Int64Value == 1 | At column",
        "`` | At column 1: the expression ends too early.",
        "a ? b | At column",
        "package == 1 | At column 1: reserved identifier: package.",
      })
  void shouldSayWhatIsWrong(String condition, String expected) {
    assertThat(Rows.test(condition)).startsWith(expected);
  }

  @ParameterizedTest(name = "{0} as {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "small | text | At column 1: the field is text, but the expression gives int; convert it with string(...).",
        "ratio | decimal(4,2) | At column 1: the field is decimal(4,2), but the expression gives double; convert it with decimal(...).",
        "name | date | At column 1: the field is date, but the expression gives string.",
        "active | int16 | At column 1: the field is int16, but the expression gives bool; convert it with int(...).",
        "[1] | array<text> | At column 1: the field is array<text>, but the expression gives list(int).",
      })
  void shouldSayThatAFormulaGivesAnotherType(String formula, String type, String expected) {
    assertThat(Rows.evaluate(formula, type)).isEqualTo(expected);
  }

  @Test
  void shouldTellThePlaceAndTheUnknownName() {
    // When
    MalformedExpression problem =
        catchThrowableOfType(
            MalformedExpression.class,
            () -> Condition.compile("name == '\ud83d\ude00' ||\n  nme == 'x'", Rows.FIELDS));

    // Then
    assertThat(problem).hasMessage("At line 2, column 3: there is no field 'nme'.");
    assertThat(problem.line()).isEqualTo(2);
    assertThat(problem.column()).isEqualTo(3);
    assertThat(problem.unknown()).contains("nme");
  }
}
