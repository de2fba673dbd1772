/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.entity.EntityName;
import dev.tandem.transform.RemapReport;
import dev.tandem.transform.RemapResult;
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
            Map.of("E_NULL", 1L, "E_LENGTH", 2L),
            new RemapReport.Obstacles(6, 7, 900));

    // When and then
    assertThat(RemapText.lines(NAME, report))
        .containsExactly(
            "lending.customer under revision 1: 12,404 of 3,100,000 rows would change,"
                + " in the columns email (12,404), status (3)",
            "5 rows would be new, 17 would go, 3 would be refused: E_LENGTH (2), E_NULL (1)",
            "1,000 rows of the topic are made of no raw record:"
                + " it came just now, is refused or no longer kept, or makes another key",
            "900 of these were made under an earlier revision of records that the raw topics no longer hold",
            "6 rows that differ were made under this revision or a higher one: raise it to make them anew",
            "7 rows would get another key or place, where the former one would stay",
            "the topic holds records of a higher revision, 2");
    assertThat(RemapText.json(NAME, report))
        .isEqualTo(
            "{\"entity\":\"lending.customer\",\"revision\":1,\"highestRevision\":2,\"rows\":3100000,"
                + "\"changed\":12404,\"new\":5,\"gone\":17,\"unknown\":1000,\"lost\":900,\"outdated\":6,\"moved\":7,"
                + "\"columns\":{\"email\":12404,\"status\":3},"
                + "\"refused\":{\"E_LENGTH\":2,\"E_NULL\":1}}");
  }

  @Test
  void shouldNameNoColumnsWhenNothingWouldChange() {
    // Given
    RemapReport report =
        new RemapReport(0, -1, 0, 0, Map.of(), 0, 0, 0, Map.of(), RemapReport.Obstacles.NONE);

    // When and then
    assertThat(RemapText.lines(NAME, report))
        .containsExactly(
            "lending.customer under revision 0: 0 of 0 rows would change",
            "0 rows would be new, 0 would go, 0 would be refused");
  }

  @Test
  void shouldSayWhatWasPublishedAndWhatWasNot() {
    // Given
    RemapReport found =
        new RemapReport(
            2,
            1,
            100,
            10,
            Map.of("email", 10L),
            0,
            0,
            8,
            Map.of("E_NULL", 3L),
            new RemapReport.Obstacles(0, 0, 5));
    RemapResult result = new RemapResult(found, 10, 1_082, 1);

    // When and then
    assertThat(RemapText.end(NAME, result))
        .containsExactly(
            "done: 10 rows published, 1,082 were so already, 1 superseded meanwhile",
            "3 rows are refused and stay as they were, see './tandem verify': E_NULL (3)",
            "5 rows stay as they were, since the raw topics no longer hold their records:"
                + " './tandem resnapshot --entity lending.customer' makes them anew");
    assertThat(RemapText.json(NAME, result))
        .isEqualTo(
            "{\"entity\":\"lending.customer\",\"revision\":2,\"published\":10,\"same\":1082,"
                + "\"superseded\":1,\"lost\":5,\"refused\":{\"E_NULL\":3}}");
    assertThat(result.isWhole()).isFalse();
  }
}
