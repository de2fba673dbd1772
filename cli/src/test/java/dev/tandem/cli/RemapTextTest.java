/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.entity.EntityName;
import dev.tandem.transform.RemapReport;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RemapTextTest {
  private static final EntityName NAME = new EntityName("lending", "customer");

  @Test
  void shouldSayHowManyRowsWouldChangeInWhichColumns() {
    // Given
    RemapReport report =
        new RemapReport(
            1,
            2,
            3_100_000,
            12_404,
            Map.of("status", 3L, "email", 12_404L),
            5,
            17,
            1_000,
            Map.of("E_NULL", 1L, "E_LENGTH", 2L));

    // When and then
    assertThat(RemapText.lines(NAME, report))
        .containsExactly(
            "lending.customer under revision 1: 12,404 of 3,100,000 rows would change,"
                + " in the columns email (12,404), status (3)",
            "5 rows would be new, 17 would go, 3 would be refused: E_LENGTH (2), E_NULL (1)",
            "1,000 rows of the topic are made of no raw record:"
                + " it came just now, is refused or no longer kept, or makes another key",
            "the topic holds records of a higher revision, 2",
            "nothing was written");
    assertThat(RemapText.json(NAME, report))
        .isEqualTo(
            "{\"entity\":\"lending.customer\",\"revision\":1,\"highestRevision\":2,\"rows\":3100000,"
                + "\"changed\":12404,\"new\":5,\"gone\":17,\"unknown\":1000,"
                + "\"columns\":{\"email\":12404,\"status\":3},"
                + "\"refused\":{\"E_LENGTH\":2,\"E_NULL\":1}}");
  }

  @Test
  void shouldNameNoColumnsWhenNothingWouldChange() {
    // Given
    RemapReport report = new RemapReport(0, -1, 0, 0, Map.of(), 0, 0, 0, Map.of());

    // When and then
    assertThat(RemapText.lines(NAME, report))
        .containsExactly(
            "lending.customer under revision 0: 0 of 0 rows would change",
            "0 rows would be new, 0 would go, 0 would be refused",
            "nothing was written");
  }
}
