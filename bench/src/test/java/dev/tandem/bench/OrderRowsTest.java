/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.bench.OrderRows.Change;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same row must come out whatever form a contender takes it in; runs compare the tables. */
class OrderRowsTest {
  private final OrderRows rows = new OrderRows(0, 3, 0);

  @TempDir private Path folder;

  @Test
  void shouldWriteRowsForCopy() throws IOException {
    List<String> lines = Files.readAllLines(new CopyRows(folder, rows).file(Change.UPDATE));
    assertThat(lines).hasSize(3);
    assertThat(lines.get(1).split("\t"))
        .containsExactly(
            "10000000001",
            "214904",
            "030 2504434",
            "6607.78",
            "C",
            "2024-11-29T22:49:14.136569",
            "2024-12-14T07:31:14.540317Z",
            "2025-01-04",
            "Jane.Doe345562@Example.com ",
            "1",
            "\\\\x73d51abbd89cb8196f0efb6892f94d68",
            "he parcel with the neighbours on the second floor and ring twice.",
            "1024");
  }

  @Test
  void shouldWriteRowsForKafkaConnect() {
    assertThat(new String(ConnectRecords.bare(rows.row(1, Change.UPDATE)), StandardCharsets.UTF_8))
        .isEqualTo(
            """
            {"order_id":10000000001,"customer_id":214904,"phone":"030 2504434","amount":"ChUq",\
            "status":"C","created_at":1732920554136569,"updated_at":"2024-12-14T07:31:14.540317Z",\
            "due_date":20092,"email":"Jane.Doe345562@Example.com ","is_paid":1,\
            "token":"c9Uau9icuBlvDvtokvlNaA==",\
            "note":"he parcel with the neighbours on the second floor and ring twice."}""");
  }

  @ParameterizedTest
  @ValueSource(ints = {120, 10_000})
  void shouldMakeRowsOfAnySize(int bytes) throws IOException {
    OrderRows sized = new OrderRows(0, 3, bytes);
    String line = Files.readAllLines(new CopyRows(folder, sized).file(Change.INSERT)).get(2);
    assertThat(line.length() - line.lastIndexOf('\t')).isLessThan(6);
    assertThat(line.lastIndexOf('\t')).isBetween(bytes, bytes + 20);
    assertThat(line).contains("\t\\N\t");
    TransformSteps steps = new TransformSteps(MappingVariant.PLAIN, sized.table());
    assertThat(steps.value(steps.map(steps.decode(sized.raw(2, Change.UPDATE)), 7)))
        .hasSizeGreaterThan(bytes);
  }

  @Test
  void shouldGiveUpdatesHigherVersionsThanAnyInsert() {
    assertThat(rows.version(0, Change.UPDATE)).isGreaterThan(rows.version(2, Change.INSERT));
  }

  @Test
  void shouldMakeOtherRowsOfAnotherSeed() {
    OrderRows others = new OrderRows(1, 3, 0);
    assertThat(others.row(1, Change.INSERT)).isNotEqualTo(rows.row(1, Change.INSERT));
    assertThat(others.row(1, Change.INSERT)).isEqualTo(others.row(1, Change.INSERT));
    assertThat(others.id()).isNotEqualTo(rows.id());
  }
}
