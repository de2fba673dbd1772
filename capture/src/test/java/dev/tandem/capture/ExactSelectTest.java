/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.SourceKind;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.TableId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExactSelectTest {

  @Test
  void shouldReadATableAsTheSettingsSayWhateverItsName() {
    // Given
    ExactSelect select = new ExactSelect();
    select.configure(
        Map.of(
            ExactSelect.OF_TABLE + "`my shop`.`a,``b`",
            "SELECT (`f` + 0e0) AS `f` FROM `my shop`.`a,``b`"));

    // When / Then
    assertThat(select.snapshotQuery("`my shop`.`a,``b`", List.of("`f`")))
        .contains("SELECT (`f` + 0e0) AS `f` FROM `my shop`.`a,``b`");
    assertThat(select.snapshotQuery("`my shop`.`c`", List.of("`f`", "`g`")))
        .contains("SELECT `f`, `g` FROM `my shop`.`c`");
  }

  @Test
  void shouldReadNumbersAsSumsUnderTheirOwnNames() {
    SourceColumn id = new SourceColumn("id", "INT", -1, -1, false, List.of());
    SourceColumn ratio = new SourceColumn(" a`b", "FLOAT", -1, -1, false, List.of());
    TableId things = TableId.of("my shop", "things");

    assertThat(
            ExactSelect.statement(
                new SourceTable(SourceKind.MYSQL, things, List.of(id, ratio), List.of("id"))))
        .contains(
            "WITH exact (`id`, ` a``b`) AS (SELECT `id`, ` a``b` + 0e0 FROM `my shop`.`things`)"
                + " SELECT /*+ MERGE(exact) */ * FROM exact");
    assertThat(
            ExactSelect.statement(
                new SourceTable(SourceKind.MYSQL, things, List.of(id), List.of("id"))))
        .isEmpty();
  }
}
