/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import dev.tandem.model.entity.EntityChange;
import dev.tandem.model.entity.Location;
import dev.tandem.model.entity.Version;
import dev.tandem.model.target.Delivery;
import dev.tandem.model.type.Refused;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A change in DynamoDB's terms.
 *
 * @param to where the row lies now; empty when it is deleted or refused
 * @param left the other places where its item may still lie
 * @param identity the key fields, by which its own item is known
 * @param refused why the row has no place to lie at, though it is not deleted
 */
record RowChange(
    Delivery delivery,
    ItemLayout layout,
    Optional<Place> to,
    List<Place> left,
    Map<FieldPath, AttributeValue> identity,
    Optional<Outcome.Rejected> refused) {

  static RowChange of(Delivery delivery, ItemLayout layout) {
    EntityChange change = delivery.change();
    try {
      return change instanceof EntityChange.Upserted upserted
          ? arrival(delivery, layout, layout.place(upserted.row()))
          : departure(delivery, layout, Optional.empty());
    } catch (Refused e) {
      return departure(delivery, layout, Optional.of(Outcome.Rejected.of(e)));
    }
  }

  private static RowChange arrival(Delivery delivery, ItemLayout layout, Place to) throws Refused {
    EntityChange.Upserted upserted = (EntityChange.Upserted) delivery.change();
    Set<Place> left = places(layout, upserted.left());
    left.remove(to);
    return new RowChange(
        delivery,
        layout,
        Optional.of(to),
        List.copyOf(left),
        layout.identity(upserted.row().location(layout.schema().key())),
        Optional.empty());
  }

  private static RowChange departure(
      Delivery delivery, ItemLayout layout, Optional<Outcome.Rejected> refused) {
    List<Location> left = delivery.change().left();
    try {
      return new RowChange(
          delivery,
          layout,
          Optional.empty(),
          List.copyOf(places(layout, left)),
          left.isEmpty() ? Map.of() : layout.identity(left.get(0)),
          refused);
    } catch (Refused e) {
      Outcome.Rejected why = refused.orElseGet(() -> Outcome.Rejected.of(e));
      return new RowChange(
          delivery, layout, Optional.empty(), List.of(), Map.of(), Optional.of(why));
    }
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

  /** Whether what lies somewhere is this row's item, in this version or a newer one. */
  boolean isSupersededBy(Map<String, AttributeValue> item) {
    AttributeValue found = item.get(Version.NAME);
    return !item.isEmpty()
        && owns(item)
        && found != null
        && found.type() == AttributeValue.Type.N
        && new BigDecimal(found.n()).compareTo(BigDecimal.valueOf(version())) >= 0;
  }

  /** Whether an item is this row's. */
  boolean owns(Map<String, AttributeValue> item) {
    return identity.entrySet().stream()
        .allMatch(
            field ->
                field
                    .getKey()
                    .in(item)
                    .filter(found -> Attributes.same(field.getValue(), found))
                    .isPresent());
  }
}
