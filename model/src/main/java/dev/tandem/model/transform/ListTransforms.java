/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.transform;

import static dev.tandem.model.transform.Kinds.refused;
import static dev.tandem.model.transform.Kinds.wrongKind;

import dev.tandem.model.transform.Arguments.Argument;
import dev.tandem.model.type.CanonicalText;
import dev.tandem.model.type.Refused;
import dev.tandem.model.type.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a list of known values turns into something else. */
final class ListTransforms {
  private static final String OTHERWISE = "else";

  private ListTransforms() {}

  static List<TransformFactory> all() {
    return List.of(
        BuiltIn.of(
            "nullif(value...)",
            "Makes NULL of the values listed; each is read as text, number, truth value, date or time as"
                + " the column is.",
            "nullif('', 'n/a')",
            "n/a",
            "NULL",
            ListTransforms::nullIf),
        BuiltIn.of(
            "map(from=to..., else=to?)",
            "Puts a text in the place of each text or whole number listed; refuses what is not"
                + " listed unless else is given.",
            "map(A=active, C=closed)",
            "C",
            "closed",
            ListTransforms::map),
        BuiltIn.of(
            "to_text",
            "Makes text of a number, truth value, date or time, spelled as in entity topics.",
            "to_text",
            "4711",
            "4711",
            arguments -> ListTransforms::toText));
  }

  private static Value toText(Value value) throws Refused {
    Optional<String> text = CanonicalText.of(value);
    if (text.isEmpty()) {
      throw wrongKind(value, "text, exact numbers, truth values, dates and times");
    }
    return new Value.Text(text.get());
  }

  private static Transform nullIf(Arguments arguments) {
    Sentinels sentinels = new Sentinels();
    for (int i = 0; i < arguments.size(); i++) {
      sentinels.add(arguments.text(i));
    }
    return value -> sentinels.contains(value) ? Value.NULL : value;
  }

  private static Transform map(Arguments arguments) throws MalformedTransform {
    Map<String, String> map = new LinkedHashMap<>();
    Optional<Value> otherwise = Optional.empty();
    for (int i = 0; i < arguments.size(); i++) {
      Argument pair = arguments.argument(i);
      if (pair.equals() < 0 || (pair.equals() == 0 && !pair.quoted())) {
        throw arguments.wrong(i, "a pair of values with = between them and no blank around it");
      }
      String from = pair.text().substring(0, pair.equals());
      String to = pair.text().substring(pair.equals() + 1);
      boolean isElse = from.equals(OTHERWISE) && !pair.quoted();
      if (isElse ? otherwise.isPresent() : map.containsKey(from)) {
        throw arguments.malformed(Shown.of(from) + " is listed twice");
      }
      if (isElse) {
        otherwise = Optional.of(new Value.Text(to));
      } else {
        map.put(from, to);
      }
    }
    if (map.isEmpty()) {
      throw arguments.malformed("lists no value beside else");
    }
    return new ValueMap(map, otherwise);
  }

  /** A map whose keys are those of a column of text, or all whole numbers. */
  private static final class ValueMap implements Transform {
    private final Map<String, Value> map = new LinkedHashMap<>();
    private final Optional<Value> otherwise;
    private final boolean ofNumbers;

    ValueMap(Map<String, String> map, Optional<Value> otherwise) {
      map.forEach((from, to) -> this.map.put(from, new Value.Text(to)));
      this.otherwise = otherwise;
      this.ofNumbers = map.keySet().stream().allMatch(ValueMap::isWholeNumber);
    }

    /** In the one spelling that a number has, so that none is missed for a leading zero. */
    private static boolean isWholeNumber(String text) {
      try {
        return Long.toString(Long.parseLong(text)).equals(text);
      } catch (NumberFormatException e) {
        return false;
      }
    }

    @Override
    public Value apply(Value value) throws Refused {
      Value found = map.get(key(value));
      if (found == null) {
        return otherwise.orElseThrow(() -> refused("the value is not listed"));
      }
      return found;
    }

    private String key(Value value) throws Refused {
      if (!(value instanceof Value.Int number)) {
        return Kinds.text(value);
      }
      if (!ofNumbers) {
        throw refused("lists a value that is no whole number, as the column's are");
      }
      return Long.toString(number.value());
    }
  }
}
