/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.type.Type;
import dev.tandem.model.type.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of docs/expressions.md: each condition holds, each formula gives what it says. */
class DocumentedExpressionTest {
  private static final Map<String, Type> TYPES = new LinkedHashMap<>();
  private static final Map<String, Value> ROW = new LinkedHashMap<>();

  private static final Map<String, String> RESULTS =
      Map.of(
          "string(20)", "Text[value=ADA-open]",
          "decimal(12,2)", "Decimal[value=1306.25]",
          "text", "Text[value=ada@example.org]",
          "date", "Date[value=2024-04-30]",
          "int32", "Int[value=2]",
          "boolean", "Bool[value=true]",
          "json", "Json[value={\"best\":[9],\"channel\":\"web\"}]");

  static {
    put("status", "enum(open,closed)", new Value.Text("open"));
    put("amount", "decimal(12,2)", Rows.decimal("1250.00"));
    put("rate", "decimal(5,2)", Rows.decimal("4.50"));
    put("name", "string(40)", new Value.Text("Ada"));
    put("email", "text", Value.NULL);
    put("created_at", "timestamp", new Value.Timestamp(LocalDateTime.parse("2024-03-31T10:00:00")));
    put("due_on", "date", new Value.Date(LocalDate.parse("2024-04-30")));
    put("valid_to", "date", new Value.Date(LocalDate.parse("9999-12-31")));
    Value one = new Value.Text("1");
    put("phones", "array<text>", new Value.Array(List.of(one, new Value.Text("2"))));
    String details = "{\"channel\": \"web\", \"scores\": [7, 9]}";
    put("details", "json", new Value.Json(Rows.json(details)));
  }

  private static void put(String name, String type, Value value) {
    TYPES.put(name, Rows.type(type));
    ROW.put(name, value);
  }

  private static Stream<String> examples(String kind) throws IOException {
    String page = Files.readString(Path.of("../docs/expressions.md"));
    return Pattern.compile("```" + kind + "\n(.*?)```", Pattern.DOTALL)
        .matcher(page)
        .results()
        .flatMap(block -> block.group(1).lines());
  }

  static Stream<String> conditions() throws IOException {
    return examples("condition");
  }

  static Stream<String> formulas() throws IOException {
    return examples("formula");
  }

  @ParameterizedTest
  @MethodSource("conditions")
  void shouldHold(String condition) throws Exception {
    assertThat(Condition.compile(condition, TYPES).test(ROW::get)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("formulas")
  void shouldGive(String line) throws Exception {
    String[] parts = line.split(" +", 2);
    Value result = Formula.compile(parts[1], TYPES, Rows.type(parts[0])).evaluate(ROW::get);
    assertThat(result).hasToString(RESULTS.get(parts[0]));
  }

  @Test
  void shouldShowEveryResultThatIsExpected() throws IOException {
    assertThat(formulas().map(line -> line.split(" +", 2)[0]))
        .containsExactlyInAnyOrderElementsOf(RESULTS.keySet());
  }
}
