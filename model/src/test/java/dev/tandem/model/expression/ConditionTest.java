/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.model.type.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Conditions over fields of every type. */
class ConditionTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "active",
        "small == 7 && small + 1 == 8 && small in [1, 7]",
        "id == 9223372036854775807 && id > small",
        "huge == decimal('18446744073709551615') && huge > id",
        "amount == 1.5 && amount == decimal('1.500') && amount != 1.51 && amount > 1 && 2 > amount",
        "amount >= 0 && amount <= 1.50 && 0 <= amount && 1.49 < amount",
        "amount in [0, 1.5] && !(amount in [0, 1])",
        "amount * 3 == 4.5 && amount + 0.1 == 1.6 && 2 - amount == 0.5 && -amount == -1.5",
        "precise + decimal('0.000000000000000000000000000001') == decimal('1e35')",
        "round(precise, 0) == decimal('1e35') && div(amount, 7, 4) == 0.2143",
        "round(decimal('2.5'), 0) == 2 && round(decimal('3.5'), 0) == 4",
        "int(zero) == 0 && string(amount) == '1.50' && double(amount) == 1.5",
        "zero == 0 && zero == 0.0 && zero == -0.0",
        "ratio == 0.1 && single != 0.1 && decimal(ratio) == 0.1 && decimal(ratio) < amount",
        "size(name) == 5 && name.startsWith('Zo') && name.charAt(4) == '\ud83d\ude00'",
        "name.indexOf('\ud83d\ude00') == 4 && name.contains('\u00eb') && name.lowerAscii() != name",
        "name.matches('^Zo. .$') && ' a '.trim() == 'a' && 'a,b'.split(',') == ['a', 'b']",
        "['a', 'b'].join('-') == 'a-b' && 'aba'.replace('a', 'c') == 'cbc'",
        "status == 'open' && status in ['open', 'closed'] && status != 'closed'",
        "key.endsWith('a') && flags == '0101' && blob == b'\\x00\\xff' && size(blob) == 2",
        "born == date('0001-01-01') && born.getFullYear() == 1 && born < ends",
        "ends == timestamp('9999-12-31T23:59:59.999999Z') && ends.getMilliseconds() == 999",
        "ends - born > duration('24h') && date(created) == date('2020-02-29')",
        "created + duration('24h') > timestamp('2020-03-01T12:30:00Z')",
        "created.getHours('Europe/Berlin') == 13 && created.getDate() == 29",
        "opens == duration('8h30m0.000001s') && opens.getHours() == 8 && span < duration('0s')",
        "doc.a == 1 && doc.b == [1, 2.5] && doc.c == null && doc['n'] == 100 && doc.b[1] > 2",
        "has(doc.a) && !has(doc.z) && 'a' in doc && doc.b.exists(x, x == 1) && doc.b[0] * 3 == 3",
        "doc == {'a': 1, 'b': [1, 2.5], 'c': null, 'n': 100}",
        "tags.exists(t, t == 'x') && tags[1] == null && size(tags) == 2 && 'x' in tags",
        "math.greatest(small, 9) == 9 && math.abs(-1) == 1",
        "type == 't' && type(small) == int && row.type == 't'",
        "row.`order-id` == 5 && row.package == 6 && row.small == 7",
        "coalesce(name, 'none') == name && coalesce(doc.c, 'none') == 'none'",
        "(active ? 'a' : null) == 'a' && (active ? amount : null) == 1.5",
        "tags.all(small, small != 'y')",
      })
  void shouldHold(String condition) {
    assertThat(Rows.test(condition)).isEqualTo("true");
  }

  static Stream<String> fields() {
    return Rows.FIELDS.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("fields")
  void shouldCompareEveryTypeWithNull(String field) {
    String name = "row.`" + field + "`";
    assertThat(Rows.test(name + " == null")).isEqualTo("false");
    assertThat(Rows.test("null != " + name)).isEqualTo("true");
    assertThat(Rows.test(name + " == null", any -> Value.NULL)).isEqualTo("true");
    assertThat(Rows.test("null != " + name, any -> Value.NULL)).isEqualTo("false");
    assertThat(Rows.test(name + " == " + name)).isEqualTo("true");
    assertThat(Rows.test("coalesce(" + name + ", null) == null", any -> Value.NULL))
        .isEqualTo("true");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "amount == null || amount > 10",
        "!(amount != null && amount > 10)",
        "!(status in ['open'])",
        "status == null && !(status == 'open')",
        "coalesce(small, 0) == 0 && coalesce(name, '') == '' && coalesce(amount, decimal(0)) == 0",
      })
  void shouldHoldForNulls(String condition) {
    assertThat(Rows.test(condition, any -> Value.NULL)).isEqualTo("true");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "amount > 10",
        "small > 10",
        "name.startsWith('a')",
        "ends > born",
        "opens < duration('1h')",
        "size(tags) == 1",
        "doc.a == 1",
        "amount + 1 > 0",
        "-amount > 0",
        "!active",
        "active && active",
        "active",
        "active ? true : false",
        "tags.exists(t, t == 'x')",
      })
  void shouldRefuseToComputeWithNull(String condition) {
    assertThat(Rows.test(condition, any -> Value.NULL)).startsWith("E_EXPRESSION: ");
  }

  @Test
  void shouldReadADeepDocument() {
    assertThat(Rows.test("doc == doc && size(doc) == 1", field -> nested(200))).isEqualTo("true");
    assertThat(Rows.test("doc == doc && size(doc) == 1", field -> nested(1_000)))
        .isEqualTo("E_EXPRESSION: a JSON document of more than 200 levels");
  }

  private static Value nested(int levels) {
    return new Value.Json(Rows.json("[".repeat(levels) + "]".repeat(levels)));
  }

  @Test
  void shouldReadOnlyTheFieldsThatItComesTo() throws Exception {
    // Given
    List<String> read = Collections.synchronizedList(new ArrayList<>());
    Condition condition =
        Condition.compile("small == 7 || name == 'x' || row.`order-id` == 1", Rows.FIELDS);

    // When
    boolean holds =
        condition.test(
            field -> {
              read.add(field);
              return Rows.value(field);
            });

    // Then
    assertThat(holds).isTrue();
    assertThat(read).containsExactly("small");
    assertThat(condition.fields()).isEqualTo(Set.of("small", "name", "order-id"));
    assertThat(condition).hasToString("small == 7 || name == 'x' || row.`order-id` == 1");
  }

  @Test
  void shouldNotTakeADefectOfTheCallerForOneOfTheRow() throws Exception {
    Condition condition = Condition.compile("small == 7 || true", Rows.FIELDS);
    assertThatThrownBy(
            () ->
                condition.test(
                    field -> {
                      throw new IllegalStateException("a defect");
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a defect");
  }

  @Test
  void shouldBeSafeOnManyThreads() throws Exception {
    // Given
    Condition condition =
        Condition.compile(
            "amount >= 0 && name.matches('^n') && [1, 2, 3].exists(x, x == small)", Rows.FIELDS);
    Value amount = Rows.decimal("1");

    // When
    long right =
        java.util.stream.IntStream.range(0, 20_000)
            .parallel()
            .filter(
                i -> {
                  Value name = new Value.Text(i % 2 == 0 ? "n" : "m");
                  try {
                    boolean holds =
                        condition.test(
                            field ->
                                switch (field) {
                                  case "amount" -> amount;
                                  case "name" -> name;
                                  default -> new Value.Int(i % 5);
                                });
                    return holds == (i % 2 == 0 && i % 5 >= 1 && i % 5 <= 3);
                  } catch (dev.tandem.model.type.Refused e) {
                    return false;
                  }
                })
            .count();

    // Then
    assertThat(right).isEqualTo(20_000);
  }
}
