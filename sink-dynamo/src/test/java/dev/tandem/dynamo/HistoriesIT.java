/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.target.TargetWriter;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the history, the batches, the restarts and the other writers: the state is the source's,
 * and nothing ever goes back. {@code -Dtandem.test.seed=N} repeats a failure.
 */
class HistoriesIT {
  private static final int RUNS = Integer.getInteger("tandem.test.runs", 8);

  static LongStream seeds() {
    Long seed = Long.getLong("tandem.test.seed");
    return seed != null
        ? LongStream.generate(() -> seed).limit(RUNS) // two writers never meet alike twice
        : new Random().longs(RUNS);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void shouldEndInTheSourcesStateUnderTwoWriters(long seed) {
    // Given
    Random random = new Random(seed);
    History history = History.random(random, 80, 4, HistoriesIT::ownShelves);
    try (Shelves shelves = new Shelves();
        TargetWriter one = shelves.another();
        TargetWriter other = shelves.another()) {
      Watcher watcher = new Watcher(shelves, history);

      // When
      int rejected = together(random, history, one, other);
      watcher.close();

      // Then
      assertThat(rejected).as("seed %d", seed).isZero();
      assertThat(watcher.wrong()).as("seed %d", seed).isEmpty();
      assertThat(watcher.rounds()).isGreaterThan(3);
      assertEnd(shelves, history, seed);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void shouldHandPlacesOverFromRowToRow(long seed) {
    // Given
    Random random = new Random(seed);
    History history = History.random(random, 80, 4, HistoriesIT::commonShelves);
    try (Shelves shelves = new Shelves();
        TargetWriter writer = shelves.another()) {
      Watcher watcher = new Watcher(shelves, history);

      // When
      int rejected = new Replayer(random, writer, history.changes()).run(4);
      watcher.close();

      // Then
      assertThat(rejected).as("seed %d", seed).isZero();
      assertThat(watcher.wrong()).as("seed %d", seed).isEmpty();
      assertEnd(shelves, history, seed);
    }
  }

  /** A writer that lags may find another row at a place; what it rejects, the other has applied. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void shouldHandPlacesOverUnderTwoWriters(long seed) {
    // Given
    Random random = new Random(seed);
    History history = History.random(random, 80, 4, HistoriesIT::commonShelves);
    try (Shelves shelves = new Shelves();
        TargetWriter one = shelves.another();
        TargetWriter other = shelves.another()) {
      Watcher watcher = new Watcher(shelves, history);

      // When
      together(random, history, one, other);
      new Replayer(random, one, history.changes()).run(0);
      watcher.close();

      // Then
      assertThat(watcher.wrong()).as("seed %d", seed).isEmpty();
      assertEnd(shelves, history, seed);
    }
  }

  private static List<String> ownShelves(long id) {
    return List.of(id + "A", id + "B", id + "C");
  }

  @SuppressWarnings("UnusedVariable") // every parcel can be on any of them
  private static List<String> commonShelves(long id) {
    return List.of("A", "B", "C", "D", "E");
  }

  private static int together(
      Random random, History history, TargetWriter one, TargetWriter other) {
    return Stream.of(one, other)
        .map(writer -> new Replayer(new Random(random.nextLong()), writer, history.changes()))
        .map(replayer -> CompletableFuture.supplyAsync(() -> replayer.run(3)))
        .toList()
        .stream()
        .mapToInt(CompletableFuture::join)
        .sum();
  }

  private static void assertEnd(Shelves shelves, History history, long seed) {
    assertThat(shelves.content()).as("seed %d", seed).isEqualTo(history.content());
    Map<Long, Long> tombstones = shelves.tombstoneVersions();
    assertThat(tombstones).as("seed %d", seed).containsAllEntriesOf(history.deleted());
  }
}
