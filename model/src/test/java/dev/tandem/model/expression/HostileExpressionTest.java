/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.type.JsonTree;
import dev.tandem.model.type.Value;
import java.time.Duration;
import java.util.Collections;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An expression that would never end, or fill the memory, ends soon and says so. */
class HostileExpressionTest {
  private static final Duration SOON = Duration.ofSeconds(10); // on a loaded machine; alone 0.5 s
  private static final String LONG_LIST = "type.split(',')";
  private static final Value TEXT = new Value.Text("a".repeat(1_000_000));
  private static final Value THOUSAND = new Value.Text("x,".repeat(1_000));
  private static final Value DOC =
      new Value.Json(JsonTree.of(Collections.nCopies(20_000, Boolean.TRUE)));

  @BeforeAll
  static void loadTheLanguage() {
    assertThat(Rows.test("active")).isEqualTo("true");
  }

  private static Value value(String field) {
    return switch (field) {
      case "doc" -> DOC;
      case "type" -> THOUSAND;
      default -> TEXT;
    };
  }

  static Stream<String> evaluations() {
    return Stream.of(
        LONG_LIST + ".all(a, " + LONG_LIST + ".all(b, " + LONG_LIST + ".all(c, true)))",
        "[1]" + ".map(x, x + x)".repeat(30) + " == [1]",
        "[[1]]" + ".map(x, x + x)".repeat(40) + " == [[1]]",
        "['aaaaaaaaaa']" + ".map(x, x + x)".repeat(40) + ".exists(x, x == 'a')",
        "[b'aaaaaaaaaa']" + ".map(x, x + x)".repeat(40) + ".exists(x, x == b'a')",
        "size([1]" + ".map(x, [x, x, x, x])".repeat(30) + ") == 0",
        "size([{'a': 1}]" + ".map(x, {'a': x, 'b': x, 'c': x})".repeat(30) + ") == 0",
        LONG_LIST + ".map(x, doc) == []",
        LONG_LIST + ".map(x, " + LONG_LIST + ").map(x, x + x) == []",
        "'aaaaaaaaaa'" + ".replace('a', 'aaaaaaaaaa')".repeat(40) + " == 'a'",
        "'aaaaaaaaaa'" + ".replace('', 'aaaaaaaaaa')".repeat(40) + " == 'a'",
        LONG_LIST + ".join(name).split('').join(name) == 'a'",
        "[decimal('9')]" + ".map(x, x * x)".repeat(40) + " == [1]",
        "[9]" + ".map(x, x * x)".repeat(40) + " == [1]",
        "name.matches('(x+x+)+y')",
        "name.matches('((a{0,30}){0,30})b')",
        "name.matches('" + "(".repeat(400) + "a" + ")*".repeat(400) + "b')",
        "name.matches('(((a{1000}){1000}){1000})')",
        LONG_LIST + ".exists(x, name.matches('(a|b|ab)*c'))",
        LONG_LIST + ".exists(x, name.contains(x + 'b'))",
        LONG_LIST + ".exists(x, name.lowerAscii() == x)",
        LONG_LIST + ".exists(x, size(name + x) == 0)",
        "name.contains(name.substring(500000) + 'b')",
        "name.split('').map(x, name) == []",
        "name.matches(name)",
        "doc.all(x, doc.all(y, x == y))",
        "doc.map(x, doc) == []",
        "doc.filter(x, x || x || x) == [1]",
        "doc == doc.map(x, x)");
  }

  @ParameterizedTest
  @MethodSource("evaluations")
  void shouldEndSoon(String condition) {
    // When
    long start = System.nanoTime();
    String outcome = Rows.test(condition, HostileExpressionTest::value);
    Duration took = Duration.ofNanos(System.nanoTime() - start);

    // Then
    assertThat(took).isLessThan(SOON);
    assertThat(outcome).matches("false|E_EXPRESSION: .*|At column .*");
  }

  static Stream<String> texts() {
    return Stream.of(
        "(".repeat(4_000),
        "(".repeat(1_900) + "1" + ")".repeat(1_900),
        "[".repeat(4_000),
        "!".repeat(4_000),
        "-".repeat(4_000) + "1",
        "a?".repeat(2_000),
        "a.".repeat(2_000),
        "{a:".repeat(1_000),
        "a[".repeat(2_000),
        "f(".repeat(2_000),
        "1+".repeat(1_999) + "1 == 1",
        "\u0000\uffff\ud800",
        "'" + "a".repeat(5_000) + "'",
        "[1].all(a, ".repeat(300) + "true" + ")".repeat(300),
        "[1].exists_one(a, ".repeat(20) + "true" + ")".repeat(20),
        "true" + " && true ? true : true".repeat(150),
        "\"".repeat(3_999),
        "`".repeat(3_999),
        "\\".repeat(3_999),
        "1".repeat(3_999),
        "1e" + "9".repeat(3_000) + " > 0.0",
        "amount > 1e" + "9".repeat(300));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void shouldBeReadOrRefusedSoon(String condition) {
    // When
    long start = System.nanoTime();
    String outcome = Rows.test(condition);
    Duration took = Duration.ofNanos(System.nanoTime() - start);

    // Then
    assertThat(took).isLessThan(SOON);
    assertThat(outcome).matches("(?s)true|false|E_EXPRESSION: .*|At (line \\d+, )?column .*");
    assertThat(outcome.length()).isLessThan(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"name != null && name.contains('b')", "size(name) == 3", "doc.all(x, x)"})
  void shouldStillDoAllThatIsReasonable(String condition) {
    assertThat(Rows.test(condition, field -> field.equals("doc") ? Rows.value("tags") : TEXT))
        .matches("true|false|E_EXPRESSION: .*NULL.*");
  }
}
