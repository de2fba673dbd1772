/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The way from an item to where a field lies in it.
 *
 * @param attribute the item's own attribute, in which {@code turns} lead on
 */
record FieldPath(String attribute, List<Turn> turns) {

  FieldPath {
    turns = List.copyOf(turns);
  }

  /** A field that is an attribute of the item itself. */
  static FieldPath of(String attribute) {
    return new FieldPath(attribute, List.of());
  }

  FieldPath member(String name) {
    return then(new Member(name));
  }

  FieldPath item(int index) {
    return then(new Item(index));
  }

  private FieldPath then(Turn turn) {
    List<Turn> longer = new ArrayList<>(turns);
    longer.add(turn);
    return new FieldPath(attribute, longer);
  }

  /** How many maps and lists it lies in. */
  int depth() {
    return turns.size();
  }

  /** What lies there; empty for an item of a list that only keeps a place. */
  Optional<AttributeValue> in(Map<String, AttributeValue> item) {
    AttributeValue at = item.get(attribute);
    for (Turn turn : turns) {
      at = at == null ? null : turn.from(at);
    }
    return Optional.ofNullable(at);
  }

  /**
   * As a condition names it.
   *
   * @param names takes what the placeholders stand for
   */
  String expression(String placeholder, Map<String, String> names) {
    names.put(placeholder, attribute);
    StringBuilder expression = new StringBuilder(placeholder);
    for (Turn turn : turns) {
      if (turn instanceof Member member) {
        String next = placeholder + "_" + names.size();
        names.put(next, member.name());
        expression.append('.').append(next);
      } else if (turn instanceof Item item) {
        expression.append('[').append(item.index()).append(']');
      }
    }
    return expression.toString();
  }

  /** {@code address.street}, {@code phones[0]}: for messages. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(attribute);
    turns.forEach(text::append);
    return text.toString();
  }

  /** A step into a map or a list. */
  sealed interface Turn {
    @Nullable AttributeValue from(AttributeValue container);
  }

  /** To a member of a map. */
  record Member(String name) implements Turn {
    @Override
    public @Nullable AttributeValue from(AttributeValue container) {
      return container.type() == AttributeValue.Type.M ? container.m().get(name) : null;
    }

    @Override
    public String toString() {
      return '.' + name;
    }
  }

  /** To an item of a list. */
  record Item(int index) implements Turn {
    @Override
    public @Nullable AttributeValue from(AttributeValue container) {
      if (container.type() != AttributeValue.Type.L || index >= container.l().size()) {
        return null;
      }
      AttributeValue item = container.l().get(index);
      return item.type() == AttributeValue.Type.NUL ? null : item;
    }

    @Override
    public String toString() {
      return "[" + index + ']';
    }
  }
}
