/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform;

import dev.tandem.model.entity.EntitySchema;
import dev.tandem.model.entity.Version;
import dev.tandem.transform.RowStates.Pair;
import dev.tandem.transform.RowStates.State;
import dev.tandem.wire.KeyDigest;
import dev.tandem.wire.RowDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts how rows differ from what they would be, one part of the keys after the other. */
final class RemapTally {
  private final int revision;
  private final Set<String> placeFields;
  private final Orphans orphans = new Orphans();
  private final Map<String, Long> columns = new TreeMap<>();
  private final Map<String, Long> refused = new TreeMap<>();
  private final Map<EntitySchema, Map<String, Integer>> positions = new HashMap<>();
  private int highest = -1;
  private long rows;
  private long changed;
  private long fresh;
  private long gone;
  private long unknown;
  private long same;
  private long outdated;
  private long moved;

  /**
   * A tally.
   *
   * @param revision of the file
   * @param placeFields the fields that decide where a target keeps a row
   */
  RemapTally(int revision, Set<String> placeFields) {
    this.revision = revision;
    this.placeFields = placeFields;
  }

  /** Counts a part; returns the rows that would not stay as they are, and can be published. */
  List<Due> add(RowStates states) {
    List<Due> due = new ArrayList<>();
    states
        .pairs()
        .forEach(
            (key, pair) -> {
              if (isDue(pair)) {
                State mapped = Objects.requireNonNull(pair.mapped());
                due.add(new Due(key, mapped.partition(), mapped.version()));
              }
            });
    states
        .refusals()
        .forEach(
            refusal -> {
              refused.merge(refusal.code(), 1L, Long::sum);
              refusal.versions().forEach(orphans::refused);
            });
    return due;
  }

  /** Counts it, too. */
  private boolean isDue(Pair pair) {
    State held = pair.held();
    State mapped = pair.mapped();
    highest = Math.max(highest, held == null ? -1 : held.version().revision());
    rows += isRow(held) ? 1 : 0;
    if (mapped == null) {
      orphan(held);
      return false;
    }
    return !isOvertaken(held, mapped) && differs(held, mapped) && beats(mapped, held);
  }

  private void orphan(@Nullable State held) {
    if (held == null || !isRow(held)) {
      return;
    }
    unknown++;
    if (held.version().revision() < revision) {
      orphans.unknown(held);
    }
  }

  /** Counts what it does not. */
  private boolean beats(State mapped, @Nullable State held) {
    Version now = mapped.version();
    boolean beats =
        held == null
            || Version.of(now.generation(), now.offset(), revision).compareTo(held.version()) > 0;
    outdated += beats ? 0 : 1;
    return beats;
  }

  private static boolean isRow(@Nullable State state) {
    return state != null && state.schema() != null;
  }

  /** Whether a later change came to the entity's topic than those that were mapped anew. */
  private static boolean isOvertaken(@Nullable State held, State mapped) {
    return held != null && original(held.version()).compareTo(original(mapped.version())) > 0;
  }

  static Version original(Version version) {
    return Version.of(version.generation(), version.offset(), 0);
  }

  private boolean differs(@Nullable State held, State mapped) {
    if (!isRow(held)) {
      if (isRow(mapped)) {
        fresh++;
        orphans.fresh(mapped);
      }
      return isRow(mapped);
    } else if (!isRow(mapped)) {
      gone++;
      return true;
    }
    Set<String> other = columns(held, mapped);
    other.forEach(column -> columns.merge(column, 1L, Long::sum));
    changed += other.isEmpty() ? 0 : 1;
    same += other.isEmpty() ? 1 : 0;
    boolean moves = !Collections.disjoint(other, placeFields);
    moved += moves ? 1 : 0;
    return !other.isEmpty() && !moves;
  }

  /** The fields in which two rows differ; one that a row does not have is NULL there. */
  private Set<String> columns(@Nullable State held, State mapped) {
    Map<String, Integer> before = positions(held);
    Map<String, Integer> now = positions(mapped);
    Set<String> names = new LinkedHashSet<>(before.keySet());
    names.addAll(now.keySet());
    names.removeIf(name -> digest(held, before.get(name)) == digest(mapped, now.get(name)));
    return names;
  }

  private Map<String, Integer> positions(@Nullable State state) {
    EntitySchema schema = state == null ? null : state.schema();
    return schema == null ? Map.of() : positions.computeIfAbsent(schema, EntitySchema::positions);
  }

  private static long digest(@Nullable State state, @Nullable Integer position) {
    return state == null || position == null ? RowDigest.NONE : state.field(position);
  }

  /** Rows that the entity's topic holds as they would be. */
  long same() {
    return same;
  }

  RemapReport report() {
    Orphans.Fates fates = orphans.fates();
    return new RemapReport(
        revision,
        highest,
        rows,
        changed,
        columns,
        fresh,
        gone,
        unknown,
        refused,
        new RemapReport.Obstacles(outdated, moved + fates.rekeyed(), fates.lost()));
  }

  /**
   * A row to be published.
   *
   * @param partition the number of its raw record's partition
   * @param version the new one
   */
  record Due(KeyDigest key, int partition, Version version) {}
}
