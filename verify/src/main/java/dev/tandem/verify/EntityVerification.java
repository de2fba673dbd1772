/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.verify;

import dev.tandem.model.entity.EntityKey;
import dev.tandem.model.entity.Location;
import dev.tandem.model.target.StoredRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The comparison of one entity: scan, name what seems to differ, look at it again. */
final class EntityVerification {
  private static final Logger LOG = LoggerFactory.getLogger(EntityVerification.class);

  /** So many rows are looked at again together. */
  private static final int TOGETHER = 2_000;

  private static final int FEWEST_PARTS = 4;

  private final EntitySides sides;
  private final Recheck recheck;
  private final Limits limits;
  private final Findings findings;
  private final Fingerprint fingerprint;
  private int scans;
  private long examined;

  EntityVerification(EntitySides sides, Recheck recheck, Limits limits, Findings findings) {
    this.sides = sides;
    this.recheck = recheck;
    this.limits = limits;
    this.findings = findings;
    this.fingerprint = new Fingerprint(sides.schema());
  }

  void run() throws InterruptedException {
    examine(KeyRange.ALL);
  }

  /** Finds the differences among some keys; by parts, when there are too many to see at once. */
  private void examine(KeyRange range) throws InterruptedException {
    if (scans >= limits.scans() || examined >= limits.examined()) {
      findings.incomplete();
      return;
    }
    Tally tally = new Tally(range, scans == 0);
    sides.scanSource(tally::source);
    sides.scanTarget(tally::target);
    scans++;
    Optional<Set<Long>> differing = tally.sketch.read();
    if (differing.isEmpty()) {
      for (KeyRange part : range.split(tally.parts())) {
        examine(part);
      }
    } else if (!differing.get().isEmpty()) {
      lookAgain(differing.get());
    }
  }

  private void lookAgain(Set<Long> differing) throws InterruptedException {
    LOG.info("{}: {} rows seem to differ, looking again", sides.schema().name(), differing.size());
    List<Candidate> candidates = candidates(differing);
    examined += candidates.size();
    for (int from = 0; from < candidates.size(); from += TOGETHER) {
      recheck.look(
          candidates.subList(from, Math.min(candidates.size(), from + TOGETHER)), findings);
    }
  }

  /**
   * The keys behind the hashes. The target is read before the source: what it has been given since
   * the first scan, the source then surely shows with the key that it can be asked for.
   */
  private List<Candidate> candidates(Set<Long> differing) {
    Map<EntityKey, Candidate> candidates = new LinkedHashMap<>();
    sides.scanTarget(
        stored -> {
          if (stored.inPlace() && isAmong(differing, stored)) {
            candidate(candidates, stored.row().key()).places().add(sides.place(stored.row()));
          }
        });
    sides.scanSource(
        state -> {
          if (isAmong(differing, state)) {
            sides
                .key(state)
                .ifPresent(
                    key ->
                        candidate(candidates, key).sourceKeys().add(sides.sourceKey(state.row())));
          }
        });
    candidates.values().stream()
        .filter(candidate -> candidate.sourceKeys().isEmpty())
        .forEach(
            candidate ->
                candidate
                    .places()
                    .forEach(place -> candidate.sourceKeys().addAll(sides.sourceKeys(place))));
    return new ArrayList<>(candidates.values());
  }

  private static Candidate candidate(Map<EntityKey, Candidate> candidates, EntityKey key) {
    return candidates.computeIfAbsent(key, Candidate::new);
  }

  private boolean isAmong(Set<Long> differing, StoredRow stored) {
    fingerprint.takeKey(stored.row());
    return differing.contains(fingerprint.key());
  }

  private boolean isAmong(Set<Long> differing, SourceState state) {
    if (state instanceof SourceState.Mapped mapped) {
      fingerprint.takeKey(mapped.entity());
    } else {
      Optional<Location> place = sides.place(state);
      if (place.isEmpty()) {
        return false;
      }
      fingerprint.takeKey(place.get());
    }
    return differing.contains(fingerprint.key());
  }

  /** One scan of both sides. */
  private final class Tally {
    private final KeyRange range;
    private final boolean counting;
    private final Sketch sketch = new Sketch(limits.cells());
    private long surplus;

    /**
     * Takes rows.
     *
     * @param counting whether this is the scan whose rows the report counts
     */
    Tally(KeyRange range, boolean counting) {
      this.range = range;
      this.counting = counting;
    }

    void source(SourceState state) {
      if (counting) {
        findings.sourceRow();
      }
      if (state instanceof SourceState.Mapped mapped) {
        if (!sides.mayHaveExpired(mapped.entity())) {
          fingerprint.take(mapped.entity());
          add(1);
        } else if (counting) {
          findings.expired();
        }
      } else if (counting && state instanceof SourceState.LeftOut) {
        findings.leftOut();
      } else if (counting && state instanceof SourceState.Refused refused) {
        findings.rejected(
            new Rejection(sides.keyText(refused.row()), refused.code(), refused.field()));
      }
    }

    void target(StoredRow stored) {
      if (counting) {
        findings.targetRow();
      }
      if (sides.isMarked(stored.row()) && counting) {
        findings.kept();
      }
      if (sides.isMarked(stored.row()) || sides.mayHaveExpired(stored.row())) {
        return;
      }
      if (stored.inPlace()) {
        fingerprint.take(stored.row(), stored.flaws());
        add(-1);
      } else if (counting) {
        findings.different(RowComparison.stray(stored));
      }
    }

    private void add(int sign) {
      if (range.contains(fingerprint.key())) {
        sketch.add(fingerprint, sign);
        surplus += sign;
      }
    }

    /** Into how many parts the range must be split for each to be readable, as far as is known. */
    int parts() {
      long needed = 1 + Math.abs(surplus) / Sketch.capacity(limits.cells());
      return (int) Math.min(limits.scans(), Math.max(FEWEST_PARTS, needed));
    }
  }
}
