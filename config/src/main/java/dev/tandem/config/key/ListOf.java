/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config.key;

import dev.tandem.config.problem.ConfigCode;
import dev.tandem.config.problem.Place;
import dev.tandem.config.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A list of at least one plain value.
 *
 * @param distinct whether each may stand in it only once
 * @param orJustOne whether a plain value may stand for a list of it alone
 * @param every a word that may stand for all there could be, and is read as an empty list
 */
public record ListOf<T>(
    String label, Scalar<T> item, boolean distinct, boolean orJustOne, Optional<String> every)
    implements Kind<List<Located<T>>> {

  /** A list of values that differ. */
  public static <T> ListOf<T> distinct(String label, Scalar<T> item) {
    return new ListOf<>(label, item, true, false, Optional.empty());
  }

  /** A list of values that differ, or just one. */
  public static <T> ListOf<T> distinctOrJustOne(String label, Scalar<T> item) {
    return new ListOf<>(label, item, true, true, Optional.empty());
  }

  /** A list of values that differ, or a word for all of them. */
  public static <T> ListOf<T> distinctOr(String every, String label, Scalar<T> item) {
    return new ListOf<>(label, item, true, false, Optional.of(every));
  }

  /** A list of steps to be taken in turn, or just one. */
  public static <T> ListOf<T> steps(String label, Scalar<T> item) {
    return new ListOf<>(label, item, false, true, Optional.empty());
  }

  /** The items, or empty when one of them cannot be used. */
  @Override
  public Optional<List<Located<T>>> read(YamlNode node, Place key, Reading reading) {
    if (!reading.takes(node, key)) {
      return Optional.empty();
    }
    if (node instanceof YamlNode.Plain word && every.equals(Optional.of(word.text()))) {
      return Optional.of(List.of());
    }
    if (orJustOne && node instanceof YamlNode.Plain) {
      return item.read(node, key, reading)
          .map(value -> List.of(new Located<>(value, Reading.at(node, key))));
    }
    if (!(node instanceof YamlNode.Items list)) {
      String example = node instanceof YamlNode.Plain plain ? plain.text() : "...";
      boolean isShort = example.length() <= 40 && !example.isEmpty();
      reading.wrongKind(
          node,
          key,
          "a list",
          "write ["
              + (isShort ? example : "...")
              + "], with the brackets"
              + every.map(word -> ", or " + word).orElse(""));
      return Optional.empty();
    }
    List<Located<T>> items = items(list, key, reading);
    if (list.items().isEmpty()) {
      reading.add(
          ConfigCode.BAD_VALUE,
          Reading.at(node, key),
          "the list is empty",
          "write at least " + item.label());
    }
    boolean complete = !items.isEmpty() && items.size() == list.items().size();
    return complete ? Optional.of(items) : Optional.empty();
  }

  private List<Located<T>> items(YamlNode.Items list, Place key, Reading reading) {
    List<Located<T>> items = new ArrayList<>();
    Set<T> seen = new HashSet<>();
    for (int i = 0; i < list.items().size(); i++) {
      YamlNode node = list.items().get(i);
      Place place = Reading.at(node, key.item(i));
      item.read(node, place, reading)
          .ifPresent(
              value -> {
                if (!seen.add(value) && distinct) {
                  reading.add(
                      ConfigCode.BAD_VALUE, place, "this is listed twice", "remove one of the two");
                }
                items.add(new Located<>(value, place));
              });
    }
    return items;
  }
}
