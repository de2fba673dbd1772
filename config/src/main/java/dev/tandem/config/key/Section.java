/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config.key;

import dev.tandem.config.problem.ConfigCode;
import dev.tandem.config.problem.Place;
import dev.tandem.config.problem.Spelling;
import dev.tandem.config.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A map with fixed keys; any other key is a problem. */
public final class Section implements Kind<Fields> {
  private final List<Key<?>> keys;
  private final Map<String, Key<?>> byName;
  private final String names;
  private final Optional<Key<?>> shortForm;
  private final boolean oneOnly;

  private Section(List<Key<?>> keys, Optional<Key<?>> shortForm, boolean oneOnly) {
    this.keys = keys;
    this.byName = keys.stream().collect(Collectors.toUnmodifiableMap(Key::name, key -> key));
    this.names = keys.stream().map(Key::name).collect(Collectors.joining(", "));
    this.shortForm = shortForm;
    this.oneOnly = oneOnly;
  }

  /** A section of these keys, in the order in which they are best written. */
  public static Section of(Key<?>... keys) {
    return new Section(List.of(keys), Optional.empty(), false);
  }

  /** A section in which just one of these keys stands, all of them optional by themselves. */
  public static Section oneOf(Key<?>... keys) {
    return new Section(List.of(keys), Optional.empty(), true);
  }

  /** This section, for which a plain value may stand when only that key is needed. */
  public Section orJust(Key<?> key) {
    return new Section(keys, Optional.of(key), oneOnly);
  }

  /** The keys in order. */
  public List<Key<?>> keys() {
    return keys;
  }

  /** The key that a plain value stands for, if it may. */
  public Optional<Key<?>> shortForm() {
    return shortForm;
  }

  /** Whether just one of the keys must be there. */
  public boolean isOneOnly() {
    return oneOnly;
  }

  @Override
  public String label() {
    return shortForm.map(key -> "a map, or just " + key.kind().label()).orElse("a map");
  }

  @Override
  public Optional<Fields> read(YamlNode node, Place key, Reading reading) {
    if (!reading.takes(node, key)) {
      return Optional.empty();
    }
    Fields fields = new Fields(key);
    if (node instanceof YamlNode.Entries map) {
      readEntries(map, fields, reading);
    } else if (node.isNull()) {
      addMissing(fields, Set.of(), reading);
    } else if (node instanceof YamlNode.Plain && shortForm.isPresent()) {
      readInto(fields, shortForm.get(), node, key, reading);
    } else {
      reading.wrongKind(node, key, label(), "its keys are " + names);
      return Optional.empty();
    }
    return Optional.of(fields);
  }

  private void readEntries(YamlNode.Entries map, Fields fields, Reading reading) {
    List<Entry> unknown = new ArrayList<>();
    for (Entry entry : Entry.all(map, fields.place(), reading)) {
      Key<?> known = byName.get(entry.name());
      if (known == null) {
        unknown.add(entry);
      } else if (entry.value().isPresent()) {
        readInto(fields, known, entry.value().get(), entry.key(), reading);
      } else {
        fields.put(known, entry.key(), Optional.empty(), false);
      }
    }
    addMissing(fields, addUnknown(unknown, fields, reading), reading);
  }

  private static <T> void readInto(
      Fields fields, Key<T> key, YamlNode node, Place place, Reading reading) {
    int before = reading.problems().count();
    Optional<T> value = key.kind().read(node, place, reading);
    fields.put(key, place, value, reading.problems().count() == before);
  }

  /** Adds the problems, and returns the keys that were probably meant. */
  private Set<String> addUnknown(List<Entry> unknown, Fields fields, Reading reading) {
    Set<String> meant = new HashSet<>();
    List<String> free = keys.stream().filter(key -> !fields.isGiven(key)).map(Key::name).toList();
    for (Entry entry : unknown) {
      fields.markUnknown();
      Optional<String> nearest =
          reading.problems().isFull() ? Optional.empty() : Spelling.nearest(entry.name(), free);
      nearest.ifPresent(meant::add);
      String suggestion =
          nearest
              .map(name -> "did you mean '" + name + "'?")
              .orElseGet(() -> "the keys here are " + names);
      reading.add(ConfigCode.UNKNOWN_KEY, entry.key(), "no such key here", suggestion);
    }
    return meant;
  }

  private void addMissing(Fields fields, Set<String> meant, Reading reading) {
    for (Key<?> key : keys) {
      if (key.isRequired() && !fields.isGiven(key) && !meant.contains(key.name())) {
        reading.add(
            ConfigCode.MISSING_KEY,
            fields.place().child(key.name()),
            "this key is missing",
            key.example().isEmpty()
                ? "add " + key.name() + ": and its keys"
                : "add it, for example " + key.name() + ": " + key.example());
      }
    }
    if (oneOnly) {
      checkOneOnly(fields, meant, reading);
    }
  }

  private void checkOneOnly(Fields fields, Set<String> meant, Reading reading) {
    List<Key<?>> given = keys.stream().filter(fields::isGiven).toList();
    if (given.isEmpty() && meant.isEmpty()) {
      reading.add(
          ConfigCode.MISSING_KEY,
          fields.place(),
          "one of the keys " + names + " is missing",
          "add the one that holds, and its keys");
    } else if (given.size() > 1) {
      reading.add(
          ConfigCode.CONFLICT,
          fields.place(given.get(1)),
          "there is " + given.get(0).name() + " beside it, and only one of them may be here",
          "keep one of the two");
    }
  }
}
