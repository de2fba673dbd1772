/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import dev.tandem.model.entity.Version;
import dev.tandem.model.fault.Safeguard;
import dev.tandem.model.mapping.DynamoPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The conditions under which anything is written, and the only place that asks which safeguards are
 * in force.
 *
 * <p>Versions compare within one key only (design decision D4), so an item is never judged by its
 * version alone: first its key fields must say that it is the row's own.
 */
record Guard(boolean versions, boolean tombstones) {
  private static final String FREE = "attribute_not_exists(" + DynamoPlan.PARTITION_KEY + ")";
  private static final String OLDER = "(attribute_not_exists(#v) OR #v < :v)";

  static Guard inForce() {
    return new Guard(Safeguard.VERSION_GUARD.on(), Safeguard.TOMBSTONES.on());
  }

  /** The row's own item lies there, in an older version (invariant 3). */
  Condition ownOlderItem(RowChange change) {
    Map<String, String> names = new HashMap<>();
    Map<String, AttributeValue> values = new HashMap<>();
    List<String> terms = new ArrayList<>();
    if (versions) {
      names.put("#v", Version.NAME);
      values.put(":v", change.versionAttribute());
      terms.add(OLDER);
    }
    addIdentity(change, terms, names, values);
    return new Condition(String.join(" AND ", terms), names, values);
  }

  private static void addIdentity(
      RowChange change,
      List<String> terms,
      Map<String, String> names,
      Map<String, AttributeValue> values) {
    change
        .identity()
        .forEach(
            (path, value) -> {
              int i = terms.size();
              values.put(":k" + i, value);
              terms.add(path.expression("#k" + i, names) + " = :k" + i);
            });
  }

  /** Nothing lies there, or another row's item. */
  Condition notOwnItem(RowChange change) {
    Map<String, String> names = new HashMap<>();
    Map<String, AttributeValue> values = new HashMap<>();
    List<String> terms = new ArrayList<>();
    addIdentity(change, terms, names, values);
    return new Condition(FREE + " OR NOT (" + String.join(" AND ", terms) + ")", names, values);
  }

  /** Nothing lies there: all that a new row expects, and quick to check. */
  Condition free() {
    return new Condition(FREE, Map.of(), Map.of());
  }

  /** Nothing lies there, or the row's own item in an older version. */
  Condition freeOrOwnOlderItem(RowChange change) {
    Condition own = ownOlderItem(change);
    return new Condition(FREE + " OR (" + own.expression() + ")", own.names(), own.values());
  }

  /**
   * The row has not been deleted, nor has it moved, in this version or a newer one (invariant 4).
   */
  Condition noNewerTombstone(RowChange change) {
    return new Condition(
        OLDER, Map.of("#v", Version.NAME), Map.of(":v", change.versionAttribute()));
  }

  /** The seal is whole: no row of its table has a tombstone. */
  Condition whole() {
    return new Condition("attribute_not_exists(" + Tombstones.ENTRY + ")", Map.of(), Map.of());
  }

  /** A condition with its placeholders. */
  record Condition(
      String expression, Map<String, String> names, Map<String, AttributeValue> values) {}
}
