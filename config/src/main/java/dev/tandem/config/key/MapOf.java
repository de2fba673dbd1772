/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config.key;

import dev.tandem.config.problem.ConfigCode;
import dev.tandem.config.problem.Place;
import dev.tandem.config.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A map whose keys are names that the user chooses.
 *
 * @param placeholder stands for a name in the reference, for example {@code entity}
 * @param name the names' form, read without references
 */
public record MapOf<T>(String placeholder, Scalar<String> name, Kind<T> each)
    implements Kind<Map<String, Located<T>>> {

  @Override
  public String label() {
    return "a map from <" + placeholder + "> to " + each.label();
  }

  /** Those whose name and value can be used. */
  @Override
  public Optional<Map<String, Located<T>>> read(YamlNode node, Place key, Reading reading) {
    if (!reading.takes(node, key)) {
      return Optional.empty();
    }
    boolean empty =
        node.isNull() || (node instanceof YamlNode.Entries map && map.pairs().isEmpty());
    if (empty) {
      reading.add(
          ConfigCode.MISSING_KEY,
          Reading.at(node, key),
          "there is nothing in here",
          "add at least one <" + placeholder + ">:, or remove the key");
      return Optional.empty();
    }
    if (!(node instanceof YamlNode.Entries map)) {
      reading.wrongKind(node, key, "a map", "write <" + placeholder + ">: and what belongs to it");
      return Optional.empty();
    }
    Map<String, Located<T>> values = new LinkedHashMap<>();
    for (Entry entry : Entry.all(map, key, reading)) {
      boolean named = isNamed(entry, reading);
      entry
          .value()
          .flatMap(value -> each.read(value, entry.key(), reading))
          .filter(value -> named)
          .ifPresent(value -> values.put(entry.name(), new Located<>(value, entry.key())));
    }
    return Optional.of(values);
  }

  private boolean isNamed(Entry entry, Reading reading) {
    try {
      name.form().parse(new Text(entry.name(), Optional.empty(), entry.name()));
      return true;
    } catch (Malformed e) {
      reading.add(e.code(), entry.key(), String.valueOf(e.getMessage()), e.suggestion());
      return false;
    }
  }
}
