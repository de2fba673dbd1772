/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import dev.tandem.model.mapping.DynamoPlan;
import dev.tandem.model.target.ShadowReport;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Compares two tables that the same writer filled, item by item and attribute by attribute, a page
 * at a time. An item whose time is over counts on neither side: DynamoDB takes it when it likes.
 */
final class ShadowComparison {
  private final List<String> key;
  private final boolean expires;
  private final long now;
  private final Map<String, Long> attributes = new HashMap<>();
  private long liveRows;
  private long shadowRows;
  private long missing;
  private long extra;
  private long changed;

  /**
   * A comparison.
   *
   * @param now the present second since 1970
   */
  ShadowComparison(TableShape shape, long now) {
    this.key = shape.key();
    this.expires = shape.expires();
    this.now = now;
  }

  /** What of both is not alike; neither may be written to meanwhile. */
  ShadowReport of(Items live, Items shadow) {
    live.scan(page -> compare(valid(page), shadow));
    shadow.scan(page -> look(valid(page), live));
    return new ShadowReport(liveRows, shadowRows, missing, extra, changed, attributes);
  }

  private Map<Map<String, AttributeValue>, Map<String, AttributeValue>> valid(
      List<Map<String, AttributeValue>> items) {
    Map<Map<String, AttributeValue>, Map<String, AttributeValue>> valid = new LinkedHashMap<>();
    items.stream().filter(item -> !isOver(item)).forEach(item -> valid.put(key(item), item));
    return valid;
  }

  private boolean isOver(Map<String, AttributeValue> item) {
    AttributeValue ttl = item.get(DynamoPlan.TTL);
    return expires && ttl != null && ttl.n() != null && Long.parseLong(ttl.n()) <= now;
  }

  private Map<String, AttributeValue> key(Map<String, AttributeValue> item) {
    Map<String, AttributeValue> values = new HashMap<>();
    key.forEach(name -> values.put(name, item.get(name)));
    return values;
  }

  private void compare(
      Map<Map<String, AttributeValue>, Map<String, AttributeValue>> live, Items shadow) {
    Map<Map<String, AttributeValue>, Map<String, AttributeValue>> found = found(live, shadow);
    liveRows += live.size();
    live.forEach(
        (place, item) -> {
          Map<String, AttributeValue> other = found.get(place);
          if (other == null) {
            extra++;
          } else {
            count(item, other);
          }
        });
  }

  private void look(
      Map<Map<String, AttributeValue>, Map<String, AttributeValue>> shadow, Items live) {
    shadowRows += shadow.size();
    missing += shadow.size() - (long) found(shadow, live).size();
  }

  private Map<Map<String, AttributeValue>, Map<String, AttributeValue>> found(
      Map<Map<String, AttributeValue>, Map<String, AttributeValue>> items, Items other) {
    Map<Map<String, AttributeValue>, Map<String, AttributeValue>> found = new ConcurrentHashMap<>();
    other.find(List.copyOf(items.keySet()), item -> found.put(key(item), item));
    return found;
  }

  private void count(Map<String, AttributeValue> live, Map<String, AttributeValue> shadow) {
    Set<String> names = new TreeSet<>(live.keySet());
    names.addAll(shadow.keySet());
    names.removeIf(name -> same(live.get(name), shadow.get(name)));
    names.forEach(name -> attributes.merge(name, 1L, Long::sum));
    if (!names.isEmpty()) {
      changed++;
    }
  }

  private static boolean same(@Nullable AttributeValue one, @Nullable AttributeValue other) {
    return one != null && other != null && Attributes.same(one, other);
  }
}
