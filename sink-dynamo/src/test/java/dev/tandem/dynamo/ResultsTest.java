/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import static dev.tandem.dynamo.Parcels.created;
import static dev.tandem.dynamo.Parcels.updated;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.target.Batch;
import dev.tandem.model.target.WriteResult;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultsTest {
  private static final Outcome.Rejected NO = new Outcome.Rejected("E_NO", "no");

  private final Batch batch =
      Parcels.batch(
          List.of(
              created(1, 10, "A", "a"),
              updated(2, 11, "C", "b", "B"),
              created(3, 12, "D", "d"),
              updated(2, 13, "C", "newer"),
              created(4, 14, "E", "e")));

  @Test
  void shouldBlockTheLaneAtTheFirstChangeOfAKeyThatIsLeft() {
    // When
    WriteResult result =
        Results.of(
            batch,
            List.of(settled(0, Outcome.APPLIED), settled(2, Outcome.SUPERSEDED)),
            List.of(left(3), left(4)));

    // Then
    assertThat(result.applied()).isEqualTo(1);
    assertThat(result.superseded()).isEqualTo(1);
    assertThat(result.blocked()).containsOnlyKeys(Parcels.LANE);
    assertThat(result.blocked().get(Parcels.LANE))
        .isEqualTo(
            new WriteResult.Blockage(
                1, DynamoCode.THROTTLED.code(), DynamoCode.THROTTLED.meaning()));
  }

  @Test
  void shouldRejectWhatLiesBehindABlockageOnlyWhenItComesAgain() {
    // When
    WriteResult result =
        Results.of(batch, List.of(settled(0, NO), settled(2, NO)), List.of(left(3), left(4)));

    // Then
    assertThat(result.rejected())
        .extracting(rejection -> rejection.delivery().offset())
        .containsExactly(0L);
  }

  private Settled settled(int index, Outcome outcome) {
    return new Settled(batch.deliveries().get(index), outcome);
  }

  private Parcel left(int index) {
    RowChange change =
        RowChange.of(
            batch.deliveries().get(index),
            new ItemLayout(new Parcels("parcels").dynamo(), Parcels.SCHEMA));
    return new Parcel(List.of(change), false);
  }
}
