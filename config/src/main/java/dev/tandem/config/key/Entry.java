/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config.key;

import dev.tandem.config.problem.ConfigCode;
import dev.tandem.config.problem.Place;
import dev.tandem.config.yaml.YamlNode;
import dev.tandem.config.yaml.YamlNode.Pair;
import dev.tandem.config.yaml.YamlNode.Plain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A key of a map with its value.
 *
 * @param key where the key stands
 * @param value empty when a problem has been added already
 */
record Entry(String name, Place key, Optional<YamlNode> value) {

  /** The entries of a map, each name once. */
  static List<Entry> all(YamlNode.Entries map, Place place, Reading reading) {
    List<Entry> entries = new ArrayList<>();
    Map<String, Place> seen = new HashMap<>();
    List<Pair> pairs = map.pairs();
    for (int i = 0; i < pairs.size(); i++) {
      YamlNode value = pairs.get(i).value();
      Optional<Place> key = key(pairs.get(i).key(), place, reading);
      int pieces = map.isInline() ? pieces(pairs, i) : 0;
      if (key.isPresent()) {
        String name = ((Plain) pairs.get(i).key()).text();
        if (isNew(name, key.get(), seen, reading)) {
          entries.add(
              new Entry(
                  name,
                  key.get(),
                  pieces == 0
                      ? Optional.of(value)
                      : split(pairs.subList(i, i + pieces + 1), key.get(), reading)));
        }
      }
      i += pieces;
    }
    return entries;
  }

  private static Optional<Place> key(YamlNode node, Place place, Reading reading) {
    if (!reading.takes(node, place)) {
      return Optional.empty();
    }
    if (!(node instanceof Plain plain)) {
      reading.add(
          ConfigCode.WRONG_KIND,
          Reading.at(node, place),
          "a key must be plain text",
          "put a value that begins with { or [ in quotes");
      return Optional.empty();
    }
    return Optional.of(Reading.at(node, place.child(plain.text())));
  }

  private static boolean isNew(String name, Place key, Map<String, Place> seen, Reading reading) {
    Place first = seen.putIfAbsent(name, key);
    if (first != null) {
      reading.add(
          ConfigCode.DUPLICATE_KEY,
          key,
          "this key stands at line " + first.line() + " already",
          "keep one of the two");
    }
    return first == null;
  }

  /** How many following entries are the rest of a value like {@code {type: decimal(10,2)}}. */
  private static int pieces(List<Pair> pairs, int index) {
    int open = open(pairs.get(index).value());
    int next = index + 1;
    while (open > 0
        && next < pairs.size()
        && pairs.get(next).value().isNull()
        && pairs.get(next).key() instanceof Plain piece) {
      open += open(piece);
      next++;
    }
    return open <= 0 ? next - index - 1 : 0;
  }

  private static int open(YamlNode node) {
    if (!(node instanceof Plain plain) || plain.quoted()) {
      return 0;
    }
    return (int) plain.text().chars().filter(c -> c == '(').count()
        - (int) plain.text().chars().filter(c -> c == ')').count();
  }

  private static Optional<YamlNode> split(List<Pair> pairs, Place key, Reading reading) {
    Plain first = (Plain) pairs.get(0).value();
    String whole =
        pairs.stream()
            .skip(1)
            .map(pair -> ((Plain) pair.key()).text())
            .collect(Collectors.joining(",", first.text() + ",", ""));
    reading.add(
        ConfigCode.SYNTAX,
        Reading.at(first, key),
        "a comma inside { } ends the value",
        "put the value in quotes: \"" + whole + '"');
    return Optional.empty();
  }
}
