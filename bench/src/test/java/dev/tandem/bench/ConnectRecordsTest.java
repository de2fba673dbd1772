/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.source.SourceColumn;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ConnectRecordsTest {
  private static final Pattern FIELD = Pattern.compile("\"field\":\"([^\"]+)\"");

  @Test
  void shouldDescribeTheRowsUnderTheSourcesOwnNames() {
    List<String> names =
        FIELD
            .matcher(ConnectRecords.sourceSchema())
            .results()
            .map((MatchResult field) -> field.group(1))
            .toList();
    assertThat(names)
        .containsExactlyElementsOf(
            Orders.TABLE.columns().stream().map(SourceColumn::name).toList());
  }
}
