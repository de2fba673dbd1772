/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.target.StoredRow;
import dev.tandem.model.type.Value;
import dev.tandem.verify.Difference.Kind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** With a sketch so small that it must be filled many times. */
class ManyDifferencesTest {
  private static final Limits SMALL = new Limits(300, 64, 1_000_000, 12, 100);

  private final World world = new World();

  @Test
  void findsAllOfManyDifferencesInParts() {
    // Given
    world.withRows(5_000);
    List<StoredRow> shifted = new ArrayList<>();
    for (StoredRow stored : world.target) {
      long id = ((Value.Int) stored.row().value("id")).value();
      if (id % 10 == 0) {
        shifted.add(
            new StoredRow(
                world.entity(World.with(World.row(id), "Count", new Value.Int(-1))), List.of()));
      } else if (id % 10 != 1) {
        shifted.add(stored);
      }
    }
    world.target.clear();
    world.target.addAll(shifted);
    // When
    EntityReport report = world.verify(SMALL);
    // Then
    assertThat(report.complete()).isTrue();
    assertThat(report.differences().count()).isEqualTo(1_000);
    assertThat(report.differences().first()).hasSize(100);
  }

  @Test
  void countsEveryRowOfAMissingTable() {
    // Given
    world.withRows(5_000);
    world.target.clear();
    // When
    EntityReport report = world.verify(SMALL);
    // Then
    assertThat(report.complete()).isTrue();
    assertThat(report.differences().count()).isEqualTo(5_000);
    assertThat(report.differences().first())
        .allMatch(difference -> difference.kind() == Kind.MISSING);
    assertThat(report.targetRows()).isZero();
  }

  @Test
  void countsEveryRowOfATargetWhoseSourceIsEmpty() {
    // Given
    world.withRows(2_000);
    world.source.clear();
    // When
    EntityReport report = world.verify(SMALL);
    // Then
    assertThat(report.differences().count()).isEqualTo(2_000);
    assertThat(report.differences().first())
        .allMatch(difference -> difference.kind() == Kind.EXTRA);
  }

  @Test
  void saysThatItStoppedLookingWhenTooMuchDiffers() {
    // Given
    world.withRows(5_000);
    world.target.clear();
    // When
    EntityReport report = world.verify(new Limits(300, 64, 500, 12, 100));
    // Then
    assertThat(report.complete()).isFalse();
    assertThat(report.agrees()).isFalse();
    assertThat(report.differences().count()).isBetween(500L, 1_000L);
  }

  @Test
  void neverTakesRowsStoredThriceForEqualOnes() {
    // Given
    world.withRows(200);
    List<StoredRow> once = List.copyOf(world.target);
    world.target.addAll(once);
    world.target.addAll(once);
    // When
    EntityReport report = world.verify(SMALL);
    // Then
    assertThat(report.agrees()).isFalse();
  }

  @Test
  void countsRowsOnceHoweverOftenTheyAreRead() {
    // Given
    world.withRows(2_000);
    world.target.clear();
    world.put(World.with(World.row(3_000), "Flag", new Value.Int(2)));
    world.expired = row -> ((Value.Int) row.value("id")).value() <= 10;
    // When
    EntityReport report = world.verify(SMALL);
    // Then
    assertThat(world.sourceScans).isGreaterThan(2);
    assertThat(report.sourceRows()).isEqualTo(2_001);
    assertThat(report.expired()).isEqualTo(10);
    assertThat(report.rejected().count()).isEqualTo(1);
    assertThat(report.differences().count()).isEqualTo(1_990);
  }
}
