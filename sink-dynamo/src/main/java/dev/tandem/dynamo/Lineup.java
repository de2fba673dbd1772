/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Sorts changes of different rows into groups that have no place in common, so that groups may be
 * written at the same time. Nearly always each change is a group of its own.
 */
final class Lineup {
  private final Map<Place, Group> byPlace = new HashMap<>();
  private final Set<Group> groups = new LinkedHashSet<>();

  private Lineup() {}

  /** The groups, each with its changes in the order given. */
  static List<List<RowChange>> of(List<RowChange> changes) {
    Lineup lineup = new Lineup();
    for (int i = 0; i < changes.size(); i++) {
      lineup.add(i, changes.get(i));
    }
    return lineup.groups.stream()
        .map(group -> group.members.stream().sorted().map(changes::get).toList())
        .toList();
  }

  private void add(int index, RowChange change) {
    Group group = new Group();
    groups.add(group);
    group.members.add(index);
    change.to().ifPresent(place -> touch(group, place));
    change.left().forEach(place -> touch(group, place));
  }

  private void touch(Group group, Place place) {
    Group other = byPlace.put(place, group);
    if (other != null && other != group) {
      group.takeOver(other, byPlace);
      groups.remove(other);
    }
    group.places.add(place);
  }

  /** Equal only to itself. */
  private static final class Group {
    private final List<Integer> members = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();

    void takeOver(Group other, Map<Place, Group> byPlace) {
      members.addAll(other.members);
      places.addAll(other.places);
      other.places.forEach(place -> byPlace.put(place, this));
    }
  }
}
