/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tandem.model.source.SourceRow;
import dev.tandem.model.type.Value;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is on its way is no difference, and what is wrong does not hide behind it. */
class VerificationUnderLoadTest {
  private final World world = new World().withRows(1_000);

  @Test
  void neverReportsLag() {
    // Given
    for (long id = 1; id <= 100; id++) {
      world.commit(changed(id, (int) -id));
    }
    world.commitDelete(500);
    world.commit(World.row(2_000));
    // When
    EntityReport report = world.verify();
    // Then
    assertThat(report.agrees()).isTrue();
  }

  @Test
  void findsARealDifferenceBehindLag() {
    // Given
    for (long id = 1; id <= 100; id++) {
      world.commit(changed(id, (int) -id));
    }
    world.remove(777);
    world.replace(world.entity(changed(778, -1)));
    world.store(world.entity(World.row(5_000)));
    // When
    EntityReport report = world.verify();
    // Then
    assertThat(report.differences().first())
        .extracting(Difference::kind, Difference::targetKey)
        .containsExactlyInAnyOrder(
            tuple(Difference.Kind.MISSING, "id=777"),
            tuple(Difference.Kind.CHANGED, "id=778"),
            tuple(Difference.Kind.EXTRA, "id=5000"));
  }

  @Test
  void reportsARowThatNeverHoldsStill() {
    // Given
    AtomicInteger tick = new AtomicInteger();
    world.beforeSourceFind = call -> world.put(changed(7, tick.incrementAndGet()));
    world.replace(world.entity(changed(7, -1)));
    // When
    EntityReport report = world.verify();
    // Then
    assertThat(report.stillChanging().first()).containsExactly("{\"id\":7}");
    assertThat(report.differences().isEmpty()).isTrue();
    assertThat(report.agrees()).isFalse();
  }

  @Test
  void reportsARowAsStillChangingThatDiffersInTheSameWayWheneverItHasChanged() {
    // Given: the source shows 0 before the target shows 1, and 2 thereafter
    world.replace(world.entity(changed(7, 1)));
    world.beforeSourceFind = call -> world.put(changed(7, call % 2 == 1 ? 0 : 2));
    // When
    EntityReport report = world.verify();
    // Then
    assertThat(report.stillChanging().count()).isEqualTo(1);
    assertThat(report.differences().isEmpty()).isTrue();
  }

  @Test
  void isCertainAfterTwoLooksWhileTheSourceStandsStill() {
    // Given
    AtomicInteger rounds = new AtomicInteger();
    world.replace(world.entity(changed(7, -1)));
    world.beforeAwait = rounds::incrementAndGet;
    // When
    EntityReport report = world.verify();
    // Then
    assertThat(report.differences().count()).isEqualTo(1);
    assertThat(rounds).hasValue(2);
  }

  @Test
  void isNotFooledByARowThatTheSourceShowsBeforeItsPositionTellsOfIt() {
    // Given: the change is visible and the position has not moved, so the first wait is for nothing
    AtomicInteger waits = new AtomicInteger();
    SourceRow changed = changed(7, -1);
    world.source.put(changed.value(0), changed);
    world.beforeAwait =
        () -> {
          if (waits.incrementAndGet() == 2) {
            world.replace(world.entity(changed));
          }
        };
    // When
    EntityReport report = world.verify();
    // Then
    assertThat(report.agrees()).isTrue();
  }

  @Test
  void asksTheSourceForARowThatOnlyTheTargetHad() {
    // Given
    world.source.remove(new Value.Int(7));
    world.beforeSourceFind =
        call -> {
          if (call == 1) {
            world.put(World.row(7));
          }
        };
    // When
    EntityReport report = world.verify();
    // Then
    assertThat(report.agrees()).isTrue();
  }

  @Test
  void findsAHotRowEqualAsSoonAsTheTargetCatchesUp() {
    // Given
    AtomicInteger tick = new AtomicInteger();
    world.commit(changed(7, -1));
    world.beforeSourceFind =
        call -> {
          if (call < 6) {
            world.commit(changed(7, tick.incrementAndGet()));
          }
        };
    world.beforeTargetFind =
        () -> {
          if (tick.get() < 5) {
            world.replace(world.entity(changed(7, -100)));
          }
        };
    // When
    EntityReport report = world.verify();
    // Then
    assertThat(report.agrees()).isTrue();
  }

  @Test
  void isNotFooledByARowThatChangesToAndFro() {
    // Given: the source shows 1 whenever it is asked, and the target is seen with 0 now and then
    AtomicInteger finds = new AtomicInteger();
    world.put(changed(7, 1));
    world.replace(world.entity(changed(7, 0)));
    world.beforeAwait = () -> world.put(changed(7, 1)); // another transaction in each round
    world.beforeTargetFind =
        () -> world.replace(world.entity(changed(7, finds.incrementAndGet() % 3 == 0 ? 1 : 0)));
    // When
    EntityReport report = world.verify();
    // Then
    assertThat(report.agrees()).isTrue();
  }

  @Test
  void isCertainOfADifferenceThatABusySourceShowsThrice() {
    // Given
    world.replace(world.entity(changed(7, -1)));
    world.beforeAwait = () -> world.put(World.row(1)); // somebody commits something all the time
    // When
    EntityReport report = world.verify();
    // Then
    assertThat(report.differences().first())
        .extracting(Difference::targetKey)
        .containsExactly("id=7");
  }

  @Test
  void looksAtARowAgainThatCameBackAfterItWasDeleted() {
    // Given
    world.remove(7);
    world.beforeSourceFind =
        call -> {
          if (call == 1) {
            world.commitDelete(7);
          } else if (call == 2) {
            world.commit(World.row(7));
          }
        };
    // When
    EntityReport report = world.verify();
    // Then
    assertThat(report.agrees()).isTrue();
  }

  @Test
  void countsARowWhoseTimeCameMeanwhileAsExpired() {
    // Given
    world.remove(7);
    world.beforeAwait = () -> world.expired = row -> row.value("id").equals(new Value.Int(7));
    // When
    EntityReport report = world.verify();
    // Then
    assertThat(report.agrees()).isTrue();
    assertThat(report.expired()).isEqualTo(1);
  }

  @Test
  void doesNotTakeARowThatIsMendedMeanwhileForARefusedOne() {
    // Given
    world.remove(7);
    world.put(World.with(World.row(7), "Flag", new Value.Int(2)));
    world.store(world.entity(changed(7, -1)));
    world.beforeAwait = () -> world.put(World.row(7));
    // When
    EntityReport report = world.verify();
    // Then
    assertThat(report.differences().first())
        .flatExtracting(Difference::cells)
        .extracting(Difference.Cell::field)
        .containsExactly("count");
  }

  private static SourceRow changed(long id, int count) {
    return World.with(World.row(id), "Count", new Value.Int(count));
  }
}
