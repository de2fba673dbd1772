/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import static org.assertj.core.api.Assertions.assertThat;

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
}
