/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LabelsTest {

  @Test
  void unescapesWhatTheCatalogueEscapes() {
    // When
    List<String> labels = Labels.parse("enum('a','b,c','it''s','x\\\\y','\\n','','é)')");
    // Then
    assertThat(labels).containsExactly("a", "b,c", "it's", "x\\y", "\n", "", "é)");
  }
}
