/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.type.JsonTree;
import dev.tandem.model.type.Refused;
import dev.tandem.model.type.Value;
import dev.tandem.model.type.ValueError;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Equal values have equal bytes, and others have not, over values of every kind. */
class CanonicalBytesTest {
  private static final int VALUES = 3_000;
  private static final String[] TEXTS = {
    "", " ", "\0", "a", "A", "a ", "é", "\uD83D", "\uD83D\uDE00", "ab", "\u0080"
  };
  private static final String[] NUMBERS = {
    "0",
    "-0",
    "0.0",
    "0e5",
    "1",
    "1.0",
    "1.00",
    "10e-1",
    "-1",
    "10",
    "1e1",
    "100",
    "0.1",
    "1e-1",
    "12345678901234567890"
  };

  private final Random random = new Random(11);

  @Test
  void equalValuesAndNoOthersHaveEqualBytes() {
    // Given
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < VALUES; i++) {
      values.add(value(2));
    }
    List<String> bytes = values.stream().map(CanonicalBytesTest::bytes).toList();
    // When / Then
    Set<Class<?>> kindsThatWereEqual = new HashSet<>();
    for (int i = 0; i < VALUES; i++) {
      for (int j = 0; j < i; j++) {
        boolean equal = values.get(i).equals(values.get(j));
        if (equal != bytes.get(i).equals(bytes.get(j))) {
          assertThat(bytes.get(i))
              .as("%s and %s", values.get(i), values.get(j))
              .isEqualTo(equal ? bytes.get(j) : "other bytes");
        }
        if (equal) {
          kindsThatWereEqual.add(values.get(i).getClass());
        }
      }
    }
    assertThat(kindsThatWereEqual).hasSize(Value.class.getPermittedSubclasses().length);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":1,\"b\":[1.0,1e2]}|{\"b\":[1,100],\"a\":1.00}",
        "{\"a\":1,\"a\":2}|{\"a\":2}",
        "-0.0|0",
        "12345678901234567890|1.2345678901234567890e19"
      })
  void oneDocumentInTwoSpellingsHasEqualBytes(String one, String other) throws Refused {
    // When / Then
    assertThat(bytes(new Value.Json(JsonTree.parse(one))))
        .isEqualTo(bytes(new Value.Json(JsonTree.parse(other))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]|{}",
        "[[],[]]|[[[]]]",
        "[1,2]|[12]",
        "\"1\"|1",
        "null|\"null\"",
        "{\"a\":{}}|{\"a\":[]}",
        "[\"a\",\"b\"]|[\"ab\"]",
        "true|false",
        "{\"a\":1,\"b\":2}|{\"a\":2,\"b\":1}",
        "1e999|2e999"
      })
  void otherDocumentsHaveOtherBytes(String one, String other) throws Refused {
    // When / Then
    assertThat(bytes(new Value.Json(JsonTree.parse(one))))
        .isNotEqualTo(bytes(new Value.Json(JsonTree.parse(other))));
  }

  @Test
  void aDocumentHasEqualBytesInWhateverOrderItsMembersWereMade() {
    // Given
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("b", "1");
    members.put("a", "2");
    // When / Then
    assertThat(bytes(new Value.Json(JsonTree.of(members))))
        .isEqualTo(bytes(new Value.Json(JsonTree.of(new TreeMap<>(members)))));
  }

  @Test
  void neighbouringValuesDoNotRunIntoEachOther() {
    // When / Then
    assertThat(bytes(new Value.Text("a"), new Value.Text("tb")))
        .isNotEqualTo(bytes(new Value.Text("at"), new Value.Text("b")));
    assertThat(bytes(new Value.Text("a"), new Value.Text("b")))
        .isNotEqualTo(bytes(new Value.Text("ab"), new Value.Text("")));
    assertThat(bytes(Value.Bytes.of(new byte[] {'0'})))
        .isNotEqualTo(bytes(Value.Bytes.of(new byte[0]), Value.NULL));
  }

  private Value value(int depth) {
    List<Function<Integer, Value>> kinds =
        List.of(
            d -> Value.NULL,
            d -> new Value.Bool(random.nextBoolean()),
            d -> new Value.Int(random.nextInt(4) - 2),
            d -> new Value.Decimal(new BigDecimal(pick(NUMBERS))),
            d ->
                new Value.Float32(
                    pick(0f, -0f, 1f, Float.NaN, Float.intBitsToFloat(0x7fc00001), 0.1f)),
            d ->
                new Value.Float64(
                    pick(
                        0d,
                        -0d,
                        1d,
                        Double.NaN,
                        Double.longBitsToDouble(0x7ff8000000000001L),
                        Double.POSITIVE_INFINITY,
                        0.1)),
            d -> new Value.Text(pick(TEXTS)),
            d -> Value.Bytes.of(pick(TEXTS).getBytes(java.nio.charset.StandardCharsets.UTF_8)),
            d -> new Value.Bits(pick("0", "00", "1", "10")),
            d -> new Value.NoDate(),
            d -> new Value.Unfit(ValueError.PARENT, pick("a", "b")),
            d -> new Value.Date(LocalDate.ofEpochDay(random.nextInt(3))),
            d -> new Value.Time(LocalTime.ofNanoOfDay(random.nextInt(3) * 1_000L)),
            d -> new Value.Duration(random.nextInt(3) - 1),
            d ->
                new Value.Timestamp(
                    LocalDateTime.of(2018, 1, 1, 0, 0, 0, random.nextInt(3) * 1_000)),
            d ->
                new Value.Moment(
                    Instant.ofEpochSecond(random.nextInt(2) - 1, random.nextInt(3) * 1_000L)),
            d -> new Value.Json(json(d)),
            d -> new Value.Array(d == 0 ? List.of() : List.of(value(0), value(d - 1))));
    return kinds.get(random.nextInt(kinds.size())).apply(depth);
  }

  private JsonTree json(int depth) {
    try {
      return JsonTree.parse(jsonText(depth));
    } catch (Refused e) {
      throw new AssertionError(e);
    }
  }

  private String jsonText(int depth) {
    return switch (random.nextInt(depth == 0 ? 4 : 6)) {
      case 0 -> pick(NUMBERS);
      case 1 -> pick("null", "true", "false");
      case 2 -> pick("\"\"", "\"a\"", "\"1\"", "\"\\u0000\"");
      case 3 -> pick("[]", "{}");
      case 4 -> "[" + jsonText(depth - 1) + "," + jsonText(0) + "]";
      default -> {
        List<String> members =
            new ArrayList<>(List.of("\"x\":" + jsonText(depth - 1), "\"y\":" + jsonText(0)));
        Collections.shuffle(members, random);
        yield "{" + String.join(",", members) + "}";
      }
    };
  }

  @SafeVarargs
  private <T> T pick(T... from) {
    return from[random.nextInt(from.length)];
  }

  private static String bytes(Value... values) {
    CanonicalBytes bytes = new CanonicalBytes();
    for (Value value : values) {
      bytes.value(value);
    }
    return Arrays.toString(Arrays.copyOf(bytes.bytes(), bytes.length()));
  }
}
