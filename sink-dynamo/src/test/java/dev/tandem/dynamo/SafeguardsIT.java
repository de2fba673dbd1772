/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import static dev.tandem.dynamo.Parcels.create;
import static dev.tandem.dynamo.Parcels.delete;
import static dev.tandem.dynamo.Parcels.update;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.target.WriteResult;
import org.junit.jupiter.api.Test;

/** Each safeguard is needed: without it, the fault that it prevents happens. */
class SafeguardsIT {

  @Test
  void withoutTheVersionGuardARowGoesBack() {
    // Given
    try (Shelves shelves = new Shelves(new Guard(false, true))) {
      shelves.writeOneByOne(create(1, 10, "A", "old"), update(1, 20, "A", "new"));

      // When
      WriteResult replayed = shelves.write(update(1, 10, "A", "old"));

      // Then
      assertThat(replayed).isEqualTo(WriteResult.of(1, 0));
      assertThat(shelves.content()).isEqualTo("A=1:old@10");
    }
  }

  @Test
  void withoutTombstonesADeletedRowComesBack() {
    // Given
    try (Shelves shelves = new Shelves(new Guard(true, false))) {
      shelves.writeOneByOne(create(1, 10, "A", "a"), delete(1, 20, "A"));
      assertThat(shelves.content()).isEmpty();

      // When
      shelves.write(create(1, 10, "A", "a"));

      // Then
      assertThat(shelves.content()).isEqualTo("A=1:a@10");
      assertThat(shelves.tombstones()).isEmpty();
    }
  }

  @Test
  void bothAreInForceUnlessATestSaysOtherwise() {
    assertThat(Guard.inForce()).isEqualTo(new Guard(true, true));
  }
}
