/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.mapping;

import dev.tandem.model.entity.EntitySchema;
import dev.tandem.model.entity.Version;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where an entity lies in DynamoDB, and under which keys.
 *
 * @param indexes global secondary indexes by name; the attributes of index {@code gsi1} are {@code
 *     gsi1pk} and {@code gsi1sk}
 * @param attributes what the attributes of an item are made of, by name; a field that is in none of
 *     them is an attribute of its own name
 */
public record DynamoPlan(
    String table,
    Keys key,
    Map<String, Keys> indexes,
    Optional<TimeToLive> timeToLive,
    Map<String, ItemPart> attributes) {
  /** The attribute of an item's partition key. */
  public static final String PARTITION_KEY = "pk";

  /** The attribute of an item's sort key. */
  public static final String SORT_KEY = "sk";

  /** The attribute that holds the time of expiry. */
  public static final String TTL = "ttl";

  /** How deep maps and lists may lie in one another. */
  public static final int MOST_LEVELS = 31;

  /** Copies the indexes and the attributes in their order. */
  public DynamoPlan {
    indexes = Collections.unmodifiableMap(new LinkedHashMap<>(indexes));
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
  }

  /** Items of which every field is an attribute of its own name. */
  public DynamoPlan(
      String table, Keys key, Map<String, Keys> indexes, Optional<TimeToLive> timeToLive) {
    this(table, key, indexes, timeToLive, Map.of());
  }

  /** The fields that decide where an item lies. */
  public Set<String> locationFields() {
    Set<String> fields = new LinkedHashSet<>(key.partition().fields());
    key.sort().ifPresent(sort -> fields.addAll(sort.fields()));
    return fields;
  }

  /** The attributes that Tandem itself makes, which no field may be named after. */
  public Set<String> reservedAttributes() {
    Set<String> names = new LinkedHashSet<>(Set.of(PARTITION_KEY, Version.NAME));
    key.sort().ifPresent(sort -> names.add(SORT_KEY));
    timeToLive.ifPresent(ttl -> names.add(TTL));
    indexes.forEach(
        (name, keys) -> {
          names.add(name + PARTITION_KEY);
          keys.sort().ifPresent(sort -> names.add(name + SORT_KEY));
        });
    return names;
  }

  /** The templates of a partition key and, where there is one, a sort key. */
  public record Keys(Template partition, Optional<Template> sort) {

    /** The templates for the fields of a schema. */
    public Keys of(EntitySchema schema) {
      return new Keys(partition.of(schema), sort.map(template -> template.of(schema)));
    }
  }

  /**
   * When an item expires: a time after the value of a field; an item whose field is NULL never
   * does.
   */
  public record TimeToLive(String field, Duration after) {}
}
