/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.verify;

import dev.tandem.model.entity.EntityKey;
import dev.tandem.model.entity.Location;
import dev.tandem.model.source.SourcePosition;
import dev.tandem.model.source.SourceReader;
import dev.tandem.model.target.StoredRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks at keys again, once all that the source had committed before has been applied: what still
 * differs then is no lag. One look is not enough, though: a source may show a row a moment before
 * its position tells of it, and one that is written to all the time may have changed a row to and
 * fro in between. So the same difference must be seen twice while the source stands still, or three
 * times while it does not.
 */
final class Recheck {
  private static final int LOOKS_AT_A_STILL_SOURCE = 2;
  private static final int LOOKS_AT_A_BUSY_SOURCE = 3;

  private final EntitySides sides;
  private final SourceReader source;
  private final Progress progress;
  private final int rounds;
  private final RowComparison comparison;

  Recheck(EntitySides sides, SourceReader source, Progress progress, int rounds) {
    this.sides = sides;
    this.source = source;
    this.progress = progress;
    this.rounds = rounds;
    this.comparison = new RowComparison(sides);
  }

  /** Adds what is really different, and what never held still, to the findings. */
  void look(List<Candidate> candidates, Findings findings) throws InterruptedException {
    Map<Candidate, Suspicion> pending = new LinkedHashMap<>();
    candidates.forEach(candidate -> pending.put(candidate, Suspicion.NONE));
    for (int round = 0; round < rounds && !pending.isEmpty(); round++) {
      Look look = look(pending.keySet());
      pending.entrySet().removeIf(entry -> settled(entry, look, findings));
    }
    pending.keySet().forEach(candidate -> findings.stillChanging(candidate.key()));
  }

  private Look look(Collection<Candidate> candidates) throws InterruptedException {
    Map<EntityKey, List<SourceState>> before = source(candidates);
    SourcePosition position = source.position();
    progress.awaitApplied(position);
    Map<EntityKey, List<StoredRow>> target = target(candidates, before);
    Map<EntityKey, List<SourceState>> after = source(candidates);
    return new Look(before, target, after, source.position().equals(position));
  }

  private boolean settled(Map.Entry<Candidate, Suspicion> entry, Look look, Findings findings) {
    EntityKey key = entry.getKey().key();
    List<SourceState> before = look.before().getOrDefault(key, List.of());
    List<SourceState> after = look.after().getOrDefault(key, List.of());
    List<StoredRow> target = look.target().getOrDefault(key, List.of());
    List<Difference> differences = comparison.differences(after, target);
    if (differences.isEmpty() || wasEqual(before, target)) {
      return true;
    }
    if (mayHaveExpired(after, target)) {
      findings.expired();
      return true;
    }
    if (!before.equals(after)) {
      entry.setValue(Suspicion.NONE);
      return false;
    }
    Suspicion suspicion = entry.getValue().seen(differences);
    entry.setValue(suspicion);
    boolean certain =
        suspicion.times()
            >= (look.sourceStoodStill() ? LOOKS_AT_A_STILL_SOURCE : LOOKS_AT_A_BUSY_SOURCE);
    if (certain) {
      differences.forEach(findings::different);
      if (differences.stream().anyMatch(Recheck::isOfASourceRow)) {
        after.stream()
            .filter(SourceState.Mapped.class::isInstance)
            .forEach(state -> findings.repairable(state.row()));
      }
    }
    return certain;
  }

  private static boolean isOfASourceRow(Difference difference) {
    return difference.kind() != Difference.Kind.EXTRA;
  }

  /** The target is what the source was a moment ago; a refused row, though, proves nothing. */
  private boolean wasEqual(List<SourceState> before, List<StoredRow> target) {
    return before.stream().noneMatch(SourceState.Refused.class::isInstance)
        && comparison.differences(before, target).isEmpty();
  }

  /** Its time can have come between the scan of the source and that of the target. */
  private boolean mayHaveExpired(List<SourceState> source, List<StoredRow> target) {
    return source.stream().allMatch(SourceState.LeftOut.class::isInstance)
        ? target.stream().allMatch(stored -> sides.mayHaveExpired(stored.row()))
        : target.isEmpty() && source.stream().allMatch(this::mayHaveExpired);
  }

  private boolean mayHaveExpired(SourceState state) {
    return state instanceof SourceState.Mapped mapped && sides.mayHaveExpired(mapped.entity());
  }

  private Map<EntityKey, List<SourceState>> source(Collection<Candidate> candidates) {
    Set<SourceKey> keys = new LinkedHashSet<>();
    candidates.forEach(candidate -> keys.addAll(candidate.sourceKeys()));
    Map<EntityKey, List<SourceState>> states = new HashMap<>();
    for (SourceState state : sides.findSource(keys)) {
      sides
          .key(state)
          .ifPresent(key -> states.computeIfAbsent(key, any -> new ArrayList<>()).add(state));
    }
    return states;
  }

  private Map<EntityKey, List<StoredRow>> target(
      Collection<Candidate> candidates, Map<EntityKey, List<SourceState>> source) {
    Set<Location> places = new LinkedHashSet<>();
    for (Candidate candidate : candidates) {
      places.addAll(candidate.places());
      for (SourceState state : source.getOrDefault(candidate.key(), List.of())) {
        if (state instanceof SourceState.Mapped mapped) {
          places.add(sides.place(mapped.entity()));
        }
      }
    }
    Map<EntityKey, List<StoredRow>> rows = new HashMap<>();
    for (StoredRow stored : sides.findTarget(places)) {
      rows.computeIfAbsent(stored.row().key(), any -> new ArrayList<>()).add(stored);
    }
    return rows;
  }

  /** Both sides at one time, and the source at another. */
  private record Look(
      Map<EntityKey, List<SourceState>> before,
      Map<EntityKey, List<StoredRow>> target,
      Map<EntityKey, List<SourceState>> after,
      boolean sourceStoodStill) {}

  /** Differences, and how many times on end they were the same. */
  private record Suspicion(List<Difference> differences, int times) {
    static final Suspicion NONE = new Suspicion(List.of(), 0);

    Suspicion seen(List<Difference> now) {
      return new Suspicion(now, now.equals(differences) ? times + 1 : 1);
    }
  }
}
