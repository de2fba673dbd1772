/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform;

import dev.tandem.model.entity.EntitySchema;
import dev.tandem.model.entity.Version;
import dev.tandem.transform.RowStates.Pair;
import dev.tandem.transform.RowStates.State;
import dev.tandem.wire.RowDigest;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts how rows differ from what they would be, one part of the keys after the other. */
final class RemapTally {
  private final int revision;
  private final Map<String, Long> columns = new TreeMap<>();
  private final Map<String, Long> refused = new TreeMap<>();
  private final Map<EntitySchema, Map<String, Integer>> positions = new HashMap<>();
  private int highest = -1;
  private long rows;
  private long changed;
  private long fresh;
  private long gone;
  private long unknown;

  /** A tally for the revision of the file. */
  RemapTally(int revision) {
    this.revision = revision;
  }

  /** Counts a part. */
  void add(RowStates states) {
    for (Pair pair : states.pairs()) {
      State held = pair.held();
      State mapped = pair.mapped();
      highest = Math.max(highest, held == null ? -1 : held.version().revision());
      rows += isRow(held) ? 1 : 0;
      if (mapped == null) {
        unknown += isRow(held) ? 1 : 0;
      } else if (!isOvertaken(held, mapped)) {
        compare(held, mapped);
      }
    }
    states.refusals().forEach(code -> refused.merge(code, 1L, Long::sum));
  }

  private static boolean isRow(@Nullable State state) {
    return state != null && state.schema() != null;
  }

  /** Whether a later change came to the entity's topic than those that were mapped anew. */
  private static boolean isOvertaken(@Nullable State held, State mapped) {
    return held != null && original(held.version()).compareTo(original(mapped.version())) > 0;
  }

  private static Version original(Version version) {
    return Version.of(version.generation(), version.offset(), 0);
  }

  private void compare(@Nullable State held, State mapped) {
    if (!isRow(held)) {
      fresh += isRow(mapped) ? 1 : 0;
    } else if (!isRow(mapped)) {
      gone++;
    } else {
      Set<String> other = columns(held, mapped);
      other.forEach(column -> columns.merge(column, 1L, Long::sum));
      changed += other.isEmpty() ? 0 : 1;
    }
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

  RemapReport report() {
    return new RemapReport(
        revision, highest, rows, changed, columns, fresh, gone, unknown, refused);
  }
}
