/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import static dev.tandem.dynamo.Parcels.created;
import static dev.tandem.dynamo.Parcels.deleted;
import static dev.tandem.dynamo.Parcels.updated;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.target.TargetWriter;
import dev.tandem.model.target.WriteResult;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each safeguard is needed: without it, the fault that it prevents happens. */
class SafeguardsIT {

  @Test
  void withoutTheVersionGuardARowGoesBack() {
    // Given
    try (Shelves shelves = new Shelves(new Guard(false, true))) {
      shelves.writeOneByOne(created(1, 10, "A", "old"), updated(1, 20, "A", "new"));

      // When
      WriteResult replayed = shelves.write(updated(1, 10, "A", "old"));

      // Then
      assertThat(replayed).isEqualTo(WriteResult.of(1, 0));
      assertThat(shelves.content()).isEqualTo("A=1:old@10");
    }
  }

  @Test
  void withoutTombstonesADeletedRowComesBack() {
    // Given
    try (Shelves shelves = new Shelves(new Guard(true, false))) {
      shelves.writeOneByOne(created(1, 10, "A", "a"), deleted(1, 20, "A"));
      assertThat(shelves.content()).isEmpty();

      // When
      shelves.write(created(1, 10, "A", "a"));

      // Then
      assertThat(shelves.content()).isEqualTo("A=1:a@10");
      assertThat(shelves.tombstones()).isEmpty();
    }
  }

  @Test
  void withoutBrokenSealsADeletedRowComesBack() {
    // Given
    try (Shelves shelves = new Shelves();
        TargetWriter late = shelves.another()) {
      shelves.writeOneByOne(created(1, 10, "A", "a"), deleted(1, 20, "A"));

      // When
      shelves.brokenSeals().forEach(shelves::deleteEntry);
      late.write(Parcels.batch(List.of(created(1, 10, "A", "a"), created(2, 10, "B", "b"))));

      // Then
      assertThat(shelves.content()).isEqualTo("A=1:a@10, B=2:b@10");
      assertThat(shelves.tombstones()).isEqualTo("1@20");
    }
  }

  @Test
  void bothAreInForceUnlessATestSaysOtherwise() {
    assertThat(Guard.inForce()).isEqualTo(new Guard(true, true));
  }
}
