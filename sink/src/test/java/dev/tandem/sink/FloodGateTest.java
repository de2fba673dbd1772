/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.tandem.model.target.Batch;
import dev.tandem.model.target.Delivery;
import dev.tandem.model.target.Lane;
import dev.tandem.model.target.WriteResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** With the writer that asks it. */
class FloodGateTest {
  private static final Lane A = Things.lane(0);
  private static final Lane B = Things.lane(1);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration WINDOW = Duration.ofMinutes(10);

  private final ManualClock clock = new ManualClock();
  private final FakeTarget target = new FakeTarget();
  private final List<WriteResult.Rejection> parked = new ArrayList<>();

  @Test
  void shouldStopAnEntityInsteadOfEmptyingItIntoTheDeadLetters() {
    // Given
    ParkingWriter stopping = stoppingAt(3);
    target.refusing(delivery -> Things.value(delivery).equals("poison"));

    // When
    WriteResult result = stopping.write(mostlyPoison());

    // Then
    assertThat(parked).hasSize(3);
    assertThat(result.blocked().get(A))
        .extracting("offset", "code")
        .containsExactly(4L, "TD-SNK-FLOOD");
    assertThat(target.rows()).containsExactly(entry(1L, "good"));
    assertThat(target.position(A)).isEqualTo(4);
  }

  @Test
  void shouldGoOnWithAStoppedEntityOnceTheTargetAcceptsIt() {
    // Given
    ParkingWriter stopping = stoppingAt(3);
    target.refusing(delivery -> Things.value(delivery).equals("poison"));
    stopping.write(mostlyPoison());
    assertThat(stopping.write(mostlyPoison().from(4)).blocked()).containsOnlyKeys(A);

    // When
    target.refusing(delivery -> false);
    WriteResult result = stopping.write(mostlyPoison().from(4));

    // Then
    assertThat(result.blocked()).isEmpty();
    assertThat(target.position(A)).isEqualTo(10);
    target.refusing(delivery -> true);
    assertThat(stopping.write(Things.batch(Things.upsert(A, 10, 9, "a")).from(10)).rejected())
        .hasSize(1);
  }

  @Test
  void shouldParkAgainUpToTheLimitWhenItBeginsAnew() {
    // Given
    ParkingWriter stopping = stoppingAt(3);
    target.refusing(delivery -> Things.value(delivery).equals("poison"));
    assertThat(stopping.write(mostlyPoison()).blocked().get(A)).extracting("offset").isEqualTo(4L);

    // When
    stopping.restart(A.topic());
    WriteResult result = stopping.write(mostlyPoison().from(4));

    // Then
    assertThat(parked).hasSize(6);
    assertThat(result.blocked().get(A)).extracting("offset").isEqualTo(7L);
  }

  /** The next bad row is found, and named, before what lies between is accepted. */
  @Test
  void shouldGoOnThoughTheTargetNamesAnotherChangeBehindWhatItNowAccepts() {
    // Given
    ParkingWriter stopping = stoppingAt(3);
    target.namingCulprits().refusing(delivery -> Things.value(delivery).equals("poison"));
    assertThat(stopping.write(mostlyPoison()).blocked().get(A)).extracting("offset").isEqualTo(4L);

    // When
    target.refusing(delivery -> delivery.offset() == 7);
    WriteResult first = stopping.write(mostlyPoison().from(4));
    WriteResult second = stopping.write(mostlyPoison().from(7));

    // Then
    assertThat(first.blocked().get(A)).extracting("offset").isEqualTo(7L);
    assertThat(second.blocked()).isEmpty();
    assertThat(parked)
        .extracting(rejection -> rejection.delivery().offset())
        .containsExactly(0L, 2L, 3L, 7L);
    assertThat(target.position(A)).isEqualTo(10);
  }

  @Test
  void shouldGoOnThoughTheTargetRejectsAnotherChangeBehindWhatItNowAccepts() {
    // Given
    ParkingWriter stopping = stoppingAt(3);
    target.rejecting().refusing(delivery -> Things.value(delivery).equals("poison"));
    assertThat(stopping.write(mostlyPoison()).blocked().get(A)).extracting("offset").isEqualTo(4L);

    // When
    target.startAt(A, 4);
    target.refusing(delivery -> delivery.offset() == 7);
    WriteResult first = stopping.write(mostlyPoison().from(4));
    target.startAt(A, 7);
    WriteResult second = stopping.write(mostlyPoison().from(7));

    // Then
    assertThat(first.blocked().get(A)).extracting("offset").isEqualTo(7L);
    assertThat(second.blocked()).isEmpty();
    assertThat(parked)
        .extracting(rejection -> rejection.delivery().offset())
        .containsExactly(0L, 2L, 3L, 7L);
  }

  /** What is accepted up to a change that is still refused proves nothing. */
  @Test
  void shouldStayStoppedForAsLongAsTheChangeThatItWaitsAtIsRefused() {
    // Given
    ParkingWriter stopping = stoppingAt(3);
    target.namingCulprits().refusing(delivery -> Things.value(delivery).equals("poison"));
    stopping.write(mostlyPoison());

    // When
    target.refusing(delivery -> List.of(4L, 7L).contains(delivery.offset()));
    WriteResult result = stopping.write(mostlyPoison().from(4));

    // Then
    assertThat(result.blocked().get(A)).extracting("offset").isEqualTo(4L);
    assertThat(parked).hasSize(3);
  }

  /** Nobody may remember then where the lanes waited: others may have carried them on. */
  @Test
  void shouldNotStopAnEntityAtASingleChangeLongAfterItsLanesWereClaimedAnew() {
    // Given
    ParkingWriter stopping = stoppingAt(3);
    target.refusing(delivery -> Things.value(delivery).equals("poison"));
    stopping.write(mostlyPoison());

    // When
    stopping.claim(List.of(A, B));
    clock.pass(WINDOW);
    WriteResult result = stopping.write(mostlyPoison().from(4));

    // Then
    assertThat(result.blocked().get(A)).extracting("offset").isEqualTo(7L);
    assertThat(parked).as("three more, as of any entity").hasSize(6);
  }

  @Test
  void shouldStopAtTheNextChangeWithinTheWindowThoughTheLanesWereClaimedAnew() {
    // Given
    ParkingWriter stopping = stoppingAt(3);
    target.refusing(delivery -> Things.value(delivery).equals("poison"));
    stopping.write(mostlyPoison());

    // When
    stopping.claim(List.of(A, B));
    WriteResult result = stopping.write(mostlyPoison().from(4));

    // Then
    assertThat(result.blocked().get(A)).extracting("offset").isEqualTo(4L);
    assertThat(parked).hasSize(3);
  }

  @Test
  void shouldCountDeadLettersWithinTheWindowOnly() {
    // Given
    ParkingWriter stopping = stoppingAt(2);
    target.refusing(delivery -> true);
    stopping.write(Things.batch(Things.upsert(A, 0, 1, "a"), Things.upsert(A, 1, 2, "b")));

    // When
    clock.pass(WINDOW);
    WriteResult later = stopping.write(Things.batch(Things.upsert(A, 2, 3, "c")).from(2));

    // Then
    assertThat(later.blocked()).isEmpty();
    assertThat(parked).hasSize(3);
  }

  /** What was written behind it comes again, and is superseded then. */
  @Test
  void shouldStopAtTheFirstOfSeveralThatATargetRejects() {
    // Given
    ParkingWriter stopping = stoppingAt(1);
    target.rejecting().refusing(delivery -> Things.value(delivery).equals("poison"));

    // When
    WriteResult result = stopping.write(mostlyPoison());

    // Then
    assertThat(parked)
        .extracting(rejection -> rejection.delivery().position())
        .containsExactly("p.shop.thing-0@0");
    assertThat(result.rejected()).isEqualTo(parked);
    assertThat(result.blocked().get(A)).extracting("offset").isEqualTo(2L);
  }

  /** A change behind the blockage comes again, one ahead of it does not. */
  @Test
  void shouldParkWhatIsRejectedAheadOfABlockageOfItsLaneAndNothingBehind() {
    // Given
    ParkingWriter writer = stoppingAt(100);
    target
        .rejecting()
        .refusing(delivery -> List.of(2L, 6L).contains(delivery.offset()))
        .holdingUpFrom(4);

    // When
    WriteResult result = writer.write(mostlyPoison());

    // Then
    assertThat(parked)
        .extracting(rejection -> rejection.delivery().position())
        .containsExactly("p.shop.thing-0@2");
    assertThat(result.blocked().get(A)).extracting("offset", "code").containsExactly(4L, "E_BUSY");
  }

  @Test
  void shouldNotStopAtWhatHasItsLetterAlready() {
    // Given
    FloodGate gate = new FloodGate(new FloodLimit(1, WINDOW), clock, change -> change.offset() < 5);

    // When, then
    for (long offset = 0; offset < 5; offset++) {
      assertThat(gate.hold(Things.upsert(A, offset, 1, "poison"), "E_POISON")).isEmpty();
    }
    assertThat(gate.hold(Things.upsert(A, 5, 1, "poison"), "E_POISON")).isEmpty();
    assertThat(gate.hold(Things.upsert(A, 6, 1, "poison"), "E_POISON")).isPresent();
  }

  private ParkingWriter stoppingAt(int letters) {
    ParkingWriter stopping =
        new ParkingWriter(target.writer(), parked::add, floodGate(letters), PATIENCE, clock);
    stopping.claim(List.of(A, B));
    return stopping;
  }

  private FloodGate floodGate(int letters) {
    return new FloodGate(new FloodLimit(letters, WINDOW), clock);
  }

  /** Ten changes of as many rows, of which the second alone is good. */
  private static Batch mostlyPoison() {
    Delivery[] deliveries = new Delivery[10];
    for (int i = 0; i < deliveries.length; i++) {
      deliveries[i] = Things.upsert(A, i, i, i == 1 ? "good" : "poison");
    }
    return Things.batch(deliveries);
  }
}
