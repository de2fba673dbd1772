/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire;

import com.fasterxml.jackson.core.io.NumberOutput;
import dev.tandem.model.type.JsonTree;
import dev.tandem.model.type.JsonTree.JsonNumber;
import dev.tandem.model.type.Refused;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * JSON documents of MySQL. A snapshot spells a floating-point number as MySQL does, with as few
 * digits as tell it from others: 1.5e-7. From the log Debezium (JsonStringFormatter, 3.6.1) spells
 * those below 0.001 or from ten million on with all the digits of their binary form:
 * 0.000000149999999999999993225…
 */
final class MySqlJsonDocuments {
  /** More than an exact number of MySQL's JSON has, be it BIGINT or what a user writes. */
  private static final int DIGITS_OF_BINARY = 21;

  private MySqlJsonDocuments() {}

  static JsonTree read(String text) throws Refused {
    JsonTree tree = JsonTree.parse(text);
    return text.length() < DIGITS_OF_BINARY ? tree : JsonTree.of(shortest(tree.root()));
  }

  private static @Nullable Object shortest(@Nullable Object node) {
    if (node instanceof Map<?, ?> members) {
      Map<String, @Nullable Object> result = new TreeMap<>();
      members.forEach((name, value) -> result.put((String) name, shortest(value)));
      return result;
    } else if (node instanceof List<?> items) {
      List<@Nullable Object> result = new ArrayList<>(items.size());
      items.forEach(item -> result.add(shortest(item)));
      return result;
    }
    return node instanceof JsonNumber number ? shortest(number) : node;
  }

  private static JsonNumber shortest(JsonNumber number) {
    if (number.text().length() < DIGITS_OF_BINARY) {
      return number;
    }
    double nearest = Double.parseDouble(number.text());
    boolean binary =
        Double.isFinite(nearest) && new BigDecimal(nearest).compareTo(number.value()) == 0;
    return binary ? new JsonNumber(NumberOutput.toString(nearest, true)) : number;
  }
}
