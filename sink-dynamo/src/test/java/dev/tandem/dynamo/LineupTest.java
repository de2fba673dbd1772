/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import static dev.tandem.dynamo.Parcels.created;
import static dev.tandem.dynamo.Parcels.deleted;
import static dev.tandem.dynamo.Parcels.updated;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.entity.EntityChange;
import dev.tandem.model.target.Delivery;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineupTest {

  @Test
  void rowsWithoutACommonPlaceAreApart() {
    assertThat(grouped(created(1, 1, "A", "n"), created(2, 2, "B", "n"), deleted(3, 3, "C")))
        .containsExactlyInAnyOrder(List.of(1L), List.of(2L), List.of(3L));
  }

  @Test
  void rowsThatShareAPlaceOverOthersAreTogetherInTheirOrder() {
    assertThat(
            grouped(
                updated(1, 1, "B", "n", "A"),
                created(2, 2, "D", "n"),
                created(3, 3, "Z", "n"),
                deleted(4, 4, "E"),
                updated(5, 5, "E", "n", "D"),
                updated(6, 6, "A", "n", "D")))
        .containsExactlyInAnyOrder(List.of(1L, 2L, 4L, 5L, 6L), List.of(3L));
  }

  private static List<List<Long>> grouped(EntityChange... changes) {
    ItemLayout layout = new ItemLayout(new Parcels("parcels").dynamo(), Parcels.SCHEMA);
    List<RowChange> rows = new ArrayList<>();
    for (EntityChange change : changes) {
      rows.add(RowChange.of(new Delivery(Parcels.LANE, 0, Parcels.SCHEMA, change), layout));
    }
    return Lineup.of(rows).stream()
        .map(group -> group.stream().map(RowChange::version).toList())
        .toList();
  }
}
