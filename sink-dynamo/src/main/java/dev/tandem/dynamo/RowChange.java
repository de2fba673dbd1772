/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import dev.tandem.model.entity.EntityChange;
import dev.tandem.model.entity.Location;
import dev.tandem.model.target.Delivery;
import dev.tandem.model.type.Refused;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A change in DynamoDB's terms.
 *
 * @param to where the row lies now; empty when it is deleted
 * @param left the other places where its item may still lie
 * @param identity the key fields, by which its own item is known
 */
record RowChange(
    Delivery delivery,
    ItemLayout layout,
    Optional<Place> to,
    List<Place> left,
    Map<String, AttributeValue> identity) {

  static RowChange of(Delivery delivery, ItemLayout layout) throws Refused {
    if (delivery.change() instanceof EntityChange.Upserted upserted) {
      Place to = layout.place(upserted.row());
      return new RowChange(
          delivery,
          layout,
          Optional.of(to),
          places(layout, upserted.left()).stream().filter(place -> !place.equals(to)).toList(),
          layout.identity(upserted.row().location(layout.schema().key())));
    }
    List<Location> left = ((EntityChange.Deleted) delivery.change()).left();
    return new RowChange(
        delivery,
        layout,
        Optional.empty(),
        List.copyOf(places(layout, left)),
        left.isEmpty() ? Map.of() : layout.identity(left.get(0)));
  }

  private static Set<Place> places(ItemLayout layout, List<Location> left) throws Refused {
    Set<Place> places = new LinkedHashSet<>();
    for (Location location : left) {
      layout.place(location).ifPresent(places::add);
    }
    return places;
  }

  /** Whether its item must lie where it is to lie, so that no tombstone need be asked. */
  boolean expectsItem() {
    return left.isEmpty()
        && delivery.change() instanceof EntityChange.Upserted upserted
        && upserted.origin() == EntityChange.Origin.UPDATE;
  }

  /** Whether the row is new, as far as the change knows: no item of its own can be in the way. */
  boolean creates() {
    return to.isPresent() && left.isEmpty() && !expectsItem();
  }

  /** Whether it ends the row's stay at a place, which must leave a tombstone. */
  boolean leaves() {
    return to.isEmpty() || !left.isEmpty();
  }

  long version() {
    return delivery.change().version().value();
  }

  AttributeValue versionAttribute() {
    return AttributeValue.fromN(Long.toString(version()));
  }

  /** The item to put; only of a change that has a place {@link #to} lie at. */
  Map<String, AttributeValue> item() throws Refused {
    EntityChange.Upserted upserted = (EntityChange.Upserted) delivery.change();
    return layout.item(upserted.row(), upserted.version());
  }

  /** Whether an item is this row's. */
  boolean owns(Map<String, AttributeValue> item) {
    return identity.entrySet().stream()
        .allMatch(
            field -> {
              AttributeValue found = item.get(field.getKey());
              return found != null && Attributes.same(field.getValue(), found);
            });
  }
}
