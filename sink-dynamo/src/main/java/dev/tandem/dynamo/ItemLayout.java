/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import dev.tandem.model.entity.EntityRow;
import dev.tandem.model.entity.EntitySchema;
import dev.tandem.model.entity.Location;
import dev.tandem.model.entity.Version;
import dev.tandem.model.mapping.DynamoPlan;
import dev.tandem.model.type.Refused;
import dev.tandem.model.type.ValueError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How the rows of one schema lie in their table: the one place that knows an item's shape. */
final class ItemLayout {
  private final DynamoPlan plan;
  private final EntitySchema schema;
  private final Arrangement arrangement;
  private final KeyMaker key;
  private final Set<String> fieldNames;
  private final Set<String> locationFields;
  private final Set<String> usedFields;
  private final Map<String, KeyMaker> indexes = new LinkedHashMap<>();

  ItemLayout(DynamoPlan plan, EntitySchema schema) {
    this.plan = plan;
    this.schema = schema;
    this.arrangement = new Arrangement(plan, schema);
    this.fieldNames = schema.positions().keySet();
    this.locationFields = plan.locationFields();
    this.usedFields = usedFields(plan);
    this.key = new KeyMaker("the key", plan.key().of(schema));
    plan.indexes()
        .forEach((name, keys) -> indexes.put(name, new KeyMaker("index " + name, keys.of(schema))));
  }

  private static Set<String> usedFields(DynamoPlan plan) {
    Set<String> used = new HashSet<>(plan.locationFields());
    plan.indexes()
        .values()
        .forEach(
            keys -> {
              used.addAll(keys.partition().fields());
              keys.sort().ifPresent(sort -> used.addAll(sort.fields()));
            });
    plan.timeToLive().ifPresent(ttl -> used.add(ttl.field()));
    return used;
  }

  /** The fields that an item is made of. */
  EntitySchema schema() {
    return schema;
  }

  /** Where the fields lie in an item. */
  Arrangement arrangement() {
    return arrangement;
  }

  /** The table that holds the items. */
  String table() {
    return plan.table();
  }

  /**
   * Where a row lay, or empty when no item can have lain there.
   *
   * @throws Refused when the location does not say enough
   */
  Optional<Place> place(Location location) throws Refused {
    requireAll(locationFields, location.fields().keySet());
    try {
      return key.fill(location::value).map(this::at);
    } catch (Refused e) {
      return Optional.empty();
    }
  }

  /** Where a row lies. */
  Place place(EntityRow row) throws Refused {
    requireAll(usedFields, fieldNames);
    return key.fill(row::value)
        .map(this::at)
        .orElseThrow(
            () ->
                new Refused(ValueError.DYNAMO_EMPTY_KEY, "a field of the key's template is NULL"));
  }

  private static void requireAll(Set<String> wanted, Set<String> present) throws Refused {
    if (!present.containsAll(wanted)) {
      Set<String> missing = new TreeSet<>(wanted);
      missing.removeAll(present);
      throw new Refused(
          ValueError.MISSING, "made under another mapping, without the fields " + missing);
    }
  }

  private Place at(KeyMaker.Filled filled) {
    return new Place(plan.table(), filled.partition(), filled.sort());
  }

  /** What an item holds by which it is known to be this row's, whatever its place. */
  Map<FieldPath, AttributeValue> identity(Location location) throws Refused {
    Map<FieldPath, AttributeValue> identity = new LinkedHashMap<>();
    for (String name : schema.key()) {
      identity.put(
          arrangement.path(name), arrangement.attribute(schema.field(name), location.value(name)));
    }
    return identity;
  }

  /** The whole item. */
  Map<String, AttributeValue> item(EntityRow row, Version version) throws Refused {
    Map<String, AttributeValue> item = new HashMap<>(derived(row));
    item.putAll(arrangement.attributes(row));
    item.put(Version.NAME, AttributeValue.fromN(Long.toString(version.value())));
    long bytes = Attributes.size(item);
    if (bytes > Attributes.MOST_BYTES) {
      throw new Refused(ValueError.DYNAMO_ITEM_SIZE, "the item takes " + bytes + " bytes");
    }
    return item;
  }

  /** The attributes that follow from the fields: the keys of the table and its indexes, the TTL. */
  Map<String, AttributeValue> derived(EntityRow row) throws Refused {
    Map<String, AttributeValue> derived = new LinkedHashMap<>(place(row).key());
    for (Map.Entry<String, KeyMaker> index : indexes.entrySet()) {
      Optional<KeyMaker.Filled> filled = index.getValue().fill(row::value);
      if (filled.isPresent()) {
        derived.put(
            index.getKey() + DynamoPlan.PARTITION_KEY,
            AttributeValue.fromS(filled.get().partition()));
        filled
            .get()
            .sort()
            .ifPresent(
                sort ->
                    derived.put(index.getKey() + DynamoPlan.SORT_KEY, AttributeValue.fromS(sort)));
      }
    }
    Optional<Long> expiry = expiry(row);
    expiry.ifPresent(
        second -> derived.put(DynamoPlan.TTL, AttributeValue.fromN(Long.toString(second))));
    return derived;
  }

  /** The names of all the attributes that {@link #derived} can hold. */
  List<String> derivedNames() {
    List<String> names = new ArrayList<>(plan.reservedAttributes());
    names.remove(Version.NAME);
    return names;
  }

  /** When a row's item expires, in seconds since 1970. */
  Optional<Long> expiry(EntityRow row) throws Refused {
    return plan.timeToLive().isEmpty() ? Optional.empty() : Expiry.of(plan.timeToLive().get(), row);
  }
}
