/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tandem.lending.work.Deed;
import dev.tandem.lending.work.LoadWitness.ProbeMark;
import dev.tandem.model.entity.EntityField;
import dev.tandem.model.entity.EntityName;
import dev.tandem.model.entity.EntityRow;
import dev.tandem.model.entity.EntitySchema;
import dev.tandem.model.entity.Location;
import dev.tandem.model.mapping.ColumnsPlan;
import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.mapping.Naming;
import dev.tandem.model.mapping.RowsPlan;
import dev.tandem.model.source.TableId;
import dev.tandem.model.target.RowWatch;
import dev.tandem.model.type.IntType;
import dev.tandem.model.type.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Delays of a target whose clock and contents the test turns by hand. */
class TargetWatcherTest {
  private static final long MILLI = Duration.ofMillis(1).toNanos();
  private static final String TABLE = "Loans";

  private final Target target = new Target();
  private final TargetWatcher watcher =
      new TargetWatcher(
          "postgres", List.of(entity()), probed -> target, Duration.ofMillis(5), () -> target.now);
  private final LoadMeter meter = new LoadMeter(List.of(watcher));
  private long revision;

  @Test
  void shouldCountFromWhenAChangeWasDueAndNotFromItsCommit() {
    // Given a change that was due at 0, and committed only after 40 ms because the source was busy
    meter.measure(0, Long.MAX_VALUE - 1);
    change(1, 0, 40);
    target.now = 60 * MILLI;
    watcher.look();
    assertThat(watcher.outstanding()).isOne();
    assertThat(watcher.oldestMillis()).isCloseTo(20, within(0.1));

    // When
    target.show(1, revision);
    watcher.look();

    // Then
    assertThat(watcher.outstanding()).isZero();
    assertThat(watcher.delays().millis(100)).isCloseTo(60, within(1.0));
    assertThat(meter.commits().millis(100)).isCloseTo(40, within(1.0));
  }

  /** What a closed loop would hide: it would have made one slow change, and waited for it. */
  @Test
  void shouldShowAStallInTheDelaysOfAllThatWasDueMeanwhile() {
    // Given a change each 10 ms for ten seconds, seen at once but for two seconds in between
    meter.measure(0, Long.MAX_VALUE - 1);
    for (int i = 0; i < 1_000; i++) {
      long due = i * 10L;
      change(i % 50, due, due);
      target.now = (due + 5) * MILLI;
      boolean stalled = due >= 4_000 && due < 6_000;
      if (!stalled) {
        target.showAll();
        watcher.look();
      }
    }

    // Then a fifth of all changes waited, for half of the stall in the mean
    assertThat(watcher.outstanding()).isZero();
    assertThat(watcher.delays().count()).isEqualTo(1_000);
    assertThat(watcher.delays().millis(50)).isCloseTo(5, within(1.0));
    assertThat(watcher.delays().millis(90)).isCloseTo(1_000, within(50.0));
    assertThat(watcher.delays().millis(99)).isCloseTo(1_900, within(50.0));
  }

  @Test
  void shouldTakeALaterRevisionForTheChangesBefore() {
    meter.measure(0, Long.MAX_VALUE - 1);
    change(1, 0, 1);
    change(1, 10, 11);
    target.now = 20 * MILLI;
    target.show(1, revision);
    watcher.look();
    assertThat(watcher.outstanding()).isZero();
    assertThat(watcher.delays().count()).isEqualTo(2);
  }

  @Test
  void shouldWaitForTheRevisionOfTheChangeItself() {
    meter.measure(0, Long.MAX_VALUE - 1);
    change(1, 0, 1);
    target.show(1, revision - 1);
    watcher.look();
    assertThat(watcher.outstanding()).isOne();
  }

  @Test
  void shouldLeaveOutWhatThisTargetDoesNotHave() {
    meter.measure(0, Long.MAX_VALUE - 1);
    meter.done(Deed.PROBE, 0, 1, 1, List.of(new ProbeMark("Payments", 1, 7)));
    meter.done(Deed.PROBE, 0, 1, 1, List.of(new ProbeMark(TABLE, 99, 7)));
    assertThat(watcher.outstanding()).isZero();
  }

  @Test
  void shouldCountWhatWasNeverBegunWithTheTimeItHadWaited() {
    meter.measure(0, 100 * MILLI);
    meter.dropped(Deed.CHANGE, 50 * MILLI, 10_050 * MILLI);
    assertThat(meter.dropped()).isOne();
    assertThat(meter.commits().millis(100)).isCloseTo(10_000, within(100.0));
  }

  private void change(long number, long dueMillis, long committedMillis) {
    revision++;
    meter.done(
        Deed.PROBE,
        dueMillis * MILLI,
        committedMillis * MILLI,
        1,
        List.of(new ProbeMark(TABLE, number, revision)));
    target.source.put(number, revision);
  }

  private static ProbedEntity entity() {
    EntityName name = new EntityName("lending", "loan");
    EntitySchema schema =
        new EntitySchema(
            name,
            List.of(
                new EntityField("loan_id", new IntType(64), false),
                new EntityField("revision", new IntType(64), false)),
            List.of("loan_id"));
    EntityPlan plan =
        new EntityPlan(
            name,
            TableId.of("loans", TABLE),
            ColumnsPlan.all(Naming.SNAKE_CASE),
            RowsPlan.ALL,
            Optional.empty(),
            Optional.empty());
    Map<Long, Location> places = new HashMap<>();
    for (long number = 0; number < 50; number++) {
      places.put(number, new Location(Map.of("loan_id", new Value.Int(number))));
    }
    return new ProbedEntity(plan, TABLE, schema, "revision", places);
  }

  /** Shows what the test lets it show. */
  private static final class Target implements RowWatch {
    private final Map<Long, Long> source = new HashMap<>();
    private final Map<Long, Long> shown = new HashMap<>();
    private long now;

    void show(long number, long revision) {
      shown.put(number, revision);
    }

    void showAll() {
      shown.putAll(source);
    }

    @Override
    public List<EntityRow> look(Collection<Location> places) {
      List<EntityRow> rows = new ArrayList<>();
      for (Location place : places) {
        Value id = place.value("loan_id");
        if (id instanceof Value.Int number && shown.containsKey(number.value())) {
          rows.add(
              new EntityRow(
                  entity().schema(), id, new Value.Int(shown.getOrDefault(number.value(), 0L))));
        }
      }
      return rows;
    }

    @Override
    public void close() {}
  }
}
