/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.mapping;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What an attribute of a DynamoDB item, or a part of one, is made of. */
public sealed interface ItemPart {

  /** The fields in it, however deep they lie. */
  Stream<String> fields();

  /** The value of one field. */
  record OfField(String field) implements ItemPart {
    @Override
    public Stream<String> fields() {
      return Stream.of(field);
    }
  }

  /** A map; a member of which nothing is left but NULL is not in it. */
  record OfMembers(Map<String, ItemPart> members) implements ItemPart {

    /** Copies the members in their order. */
    public OfMembers {
      members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    @Override
    public Stream<String> fields() {
      return members.values().stream().flatMap(ItemPart::fields);
    }
  }

  /** A list; an item of which nothing is left but NULL keeps its place in it. */
  record OfItems(List<ItemPart> items) implements ItemPart {

    /** Copies the items. */
    public OfItems {
      items = List.copyOf(items);
    }

    @Override
    public Stream<String> fields() {
      return items.stream().flatMap(ItemPart::fields);
    }
  }
}
