/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import static dev.tandem.dynamo.Parcels.create;
import static dev.tandem.dynamo.Parcels.delete;
import static dev.tandem.dynamo.Parcels.update;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.entity.EntityChange;
import dev.tandem.model.target.Delivery;
import dev.tandem.model.type.Refused;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineupTest {

  @Test
  void rowsWithoutACommonPlaceAreApart() throws Refused {
    assertThat(grouped(create(1, 1, "A", "n"), create(2, 2, "B", "n"), delete(3, 3, "C")))
        .containsExactlyInAnyOrder(List.of(1L), List.of(2L), List.of(3L));
  }

  @Test
  void rowsThatShareAPlaceOverOthersAreTogetherInTheirOrder() throws Refused {
    assertThat(
            grouped(
                update(1, 1, "B", "n", "A"),
                create(2, 2, "D", "n"),
                create(3, 3, "Z", "n"),
                delete(4, 4, "E"),
                update(5, 5, "E", "n", "D"),
                update(6, 6, "A", "n", "D")))
        .containsExactlyInAnyOrder(List.of(1L, 2L, 4L, 5L, 6L), List.of(3L));
  }

  private static List<List<Long>> grouped(EntityChange... changes) throws Refused {
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
