/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import static java.util.stream.Collectors.joining;

import dev.tandem.model.entity.EntityChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.LongFunction;

/** What happened to a few parcels at the source, where no two were ever on one shelf. */
final class History {
  private final Random random;
  private final LongFunction<List<String>> shelvesOf;
  private final List<EntityChange> changes = new ArrayList<>();
  private final Map<Long, String> shelfById = new TreeMap<>();
  private final Map<String, String> content = new TreeMap<>();
  private final Map<Long, Long> deleted = new TreeMap<>();

  private History(Random random, LongFunction<List<String>> shelvesOf) {
    this.random = random;
    this.shelvesOf = shelvesOf;
  }

  /**
   * A random one.
   *
   * @param shelvesOf the shelves on which a parcel can be
   */
  static History random(
      Random random, int length, int parcels, LongFunction<List<String>> shelvesOf) {
    History history = new History(random, shelvesOf);
    for (int version = 1; version <= length; version++) {
      history.step(1 + random.nextInt(parcels), version);
    }
    return history;
  }

  private void step(long id, long version) {
    String shelf = shelfById.get(id);
    List<String> free =
        shelvesOf.apply(id).stream().filter(one -> !shelfById.containsValue(one)).toList();
    int dice = random.nextInt(10);
    String note = "n" + version;
    if (shelf == null && !free.isEmpty()) {
      String chosen = any(free);
      put(id, version, chosen, note);
      changes.add(Parcels.created(id, version, chosen, note));
    } else if (shelf != null && dice < 2) {
      content.remove(shelf);
      shelfById.remove(id);
      deleted.put(id, version);
      changes.add(Parcels.deleted(id, version, shelf));
    } else if (shelf != null && dice < 6 && !free.isEmpty()) {
      content.remove(shelf);
      String chosen = any(free);
      put(id, version, chosen, note);
      changes.add(Parcels.updated(id, version, chosen, note, shelf));
    } else if (shelf != null) {
      put(id, version, shelf, note);
      changes.add(
          dice < 7
              ? Parcels.read(id, version, shelf, note)
              : Parcels.updated(id, version, shelf, note));
    }
  }

  private void put(long id, long version, String shelf, String note) {
    shelfById.put(id, shelf);
    content.put(shelf, id + ":" + note + '@' + version);
    deleted.remove(id);
  }

  private String any(List<String> shelves) {
    return shelves.get(random.nextInt(shelves.size()));
  }

  /** Every change in the source's order. */
  List<EntityChange> changes() {
    return changes;
  }

  /** Whether the parcel came onto the shelf, or was changed there, in just this version. */
  boolean puts(long id, long version, String shelf) {
    return changes.stream()
        .anyMatch(
            change ->
                change instanceof EntityChange.Upserted put
                    && put.version().value() == version
                    && put.row().equals(Parcels.row(id, shelf, "n" + version)));
  }

  /** The source's last state, as {@link Shelves#content()} spells it. */
  String content() {
    return content.entrySet().stream().map(Object::toString).collect(joining(", "));
  }

  /** The version in which each parcel was deleted that is gone at the end. */
  Map<Long, Long> deleted() {
    return deleted;
  }
}
