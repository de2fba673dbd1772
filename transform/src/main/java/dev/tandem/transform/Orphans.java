/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform;

import dev.tandem.model.entity.Version;
import dev.tandem.transform.RowStates.State;
import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * Why no raw record makes a row that the entity's topic holds: its record is refused now, makes
 * another key now, or is no longer kept. Takes a number for each such row, whatever its part.
 */
final class Orphans {
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final LongStream.Builder places = LongStream.builder();
  private final LongStream.Builder origins = LongStream.builder();
  private final LongStream.Builder fresh = LongStream.builder();
  private final LongStream.Builder refused = LongStream.builder();

  /** A row that no raw record makes. */
  void unknown(State held) {
    places.add(RemapTally.original(held.version()).value());
    origins.add(origin(held));
  }

  /** A row that would be new. */
  void fresh(State mapped) {
    fresh.add(origin(mapped));
  }

  /** The change of a raw record that is refused. */
  void refused(Version version) {
    refused.add(RemapTally.original(version).value());
  }

  /** Tells a change from those that stood at the same offset of another partition. */
  private static long origin(State state) {
    return RemapTally.original(state.version()).value() ^ state.committedAt() * SPREAD;
  }

  /** What became of the rows; called once. */
  Fates fates() {
    long[] refusals = refused.build().sorted().toArray();
    long[] news = fresh.build().sorted().toArray();
    long[] known = places.build().toArray();
    long[] made = origins.build().toArray();
    long rekeyed = 0;
    long lost = 0;
    for (int i = 0; i < known.length; i++) {
      if (Arrays.binarySearch(refusals, known[i]) < 0) {
        boolean isNew = Arrays.binarySearch(news, made[i]) >= 0;
        rekeyed += isNew ? 1 : 0;
        lost += isNew ? 0 : 1;
      }
    }
    return new Fates(rekeyed, lost);
  }

  /**
   * Numbers of rows.
   *
   * @param rekeyed their raw record makes a new row of another key
   * @param lost their raw record is no longer there
   */
  record Fates(long rekeyed, long lost) {}
}
