/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import dev.tandem.model.target.Delivery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one worker writes at a time: rows of one table that share places, or new rows that share
 * none.
 *
 * @param changes of one group, or creations of as many groups
 * @param creations whether they can be written in one request
 */
record Parcel(List<RowChange> changes, boolean creations) {

  /** Packs groups, new rows of a table together. */
  static List<Parcel> of(List<List<RowChange>> groups) {
    List<Parcel> parcels = new ArrayList<>();
    Map<String, List<RowChange>> created = new HashMap<>();
    for (List<RowChange> group : groups) {
      if (group.size() > 1 || !group.get(0).creates()) {
        parcels.add(new Parcel(group, false));
        continue;
      }
      String table = group.get(0).layout().table();
      List<RowChange> together = created.computeIfAbsent(table, name -> new ArrayList<>());
      together.add(group.get(0));
      if (together.size() == Creations.MOST) {
        parcels.add(new Parcel(together, true));
        created.remove(table);
      }
    }
    created.values().forEach(together -> parcels.add(new Parcel(together, true)));
    return parcels;
  }

  /** The table that the rows are of. */
  String table() {
    return changes.get(0).layout().table();
  }

  /** Writes it, and settles each of its changes. */
  void deliver(RowWriter rows, GroupWriter writer) {
    if (creations) {
      new Creations(rows, writer).write(changes);
    } else {
      writer.write(changes);
    }
  }

  /**
   * What is left of it once some changes are settled.
   *
   * @param settled by identity
   */
  Parcel without(Set<Delivery> settled) {
    return new Parcel(
        changes.stream().filter(change -> !settled.contains(change.delivery())).toList(),
        creations);
  }

  /** It, once all is settled. */
  Parcel nothing() {
    return new Parcel(List.of(), creations);
  }
}
