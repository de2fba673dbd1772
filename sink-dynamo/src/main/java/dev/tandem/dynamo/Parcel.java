/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import java.util.ArrayList;
import java.util.List;

/**
 * What one worker writes at a time: rows that share places, or new rows that share none.
 *
 * @param changes of one group, or creations of as many groups
 * @param creations whether they can be written in one request
 */
record Parcel(List<RowChange> changes, boolean creations) {

  /** Packs groups, new rows together. */
  static List<Parcel> of(List<List<RowChange>> groups) {
    List<Parcel> parcels = new ArrayList<>();
    List<RowChange> created = new ArrayList<>();
    for (List<RowChange> group : groups) {
      if (group.size() == 1 && group.get(0).creates()) {
        created.add(group.get(0));
      } else {
        parcels.add(new Parcel(group, false));
      }
      if (created.size() == RowWriter.MOST_CREATED) {
        parcels.add(new Parcel(List.copyOf(created), true));
        created.clear();
      }
    }
    if (!created.isEmpty()) {
      parcels.add(new Parcel(List.copyOf(created), true));
    }
    return parcels;
  }

  /** Writes it, and settles each of its changes. */
  void deliver(RowWriter rows, GroupWriter writer) {
    if (!creations) {
      writer.write(changes);
    } else if (changes.size() > 1 && rows.create(changes)) {
      changes.forEach(change -> writer.settle(change, Outcome.APPLIED));
    } else {
      changes.forEach(change -> writer.write(List.of(change)));
    }
  }
}
