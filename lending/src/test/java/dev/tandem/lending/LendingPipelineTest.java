/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.config.PipelineConfig;
import dev.tandem.lending.table.Table;
import dev.tandem.lending.table.Tables;
import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.source.SourceKind;
import dev.tandem.model.source.TableId;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LendingPipelineTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(SourceKind.class)
  void shouldBeACleanFileThatMapsEveryTable(SourceKind source) {
    // Given
    String schema = source == SourceKind.MYSQL ? "" : "dbo";

    // When
    PipelineConfig config = LendingPipeline.read(source, folder);

    // Then
    assertThat(config.mapping().heartbeat())
        .contains(new TableId(LendingSchema.DATABASE, schema, LendingSchema.HEARTBEAT));
    assertThat(config.mapping().ofUser().tables())
        .containsExactlyInAnyOrderElementsOf(
            Tables.ALL.stream()
                .map(table -> new TableId(LendingSchema.DATABASE, schema, table.name()))
                .toList());
  }

  @Test
  void shouldMapBothSourcesToTheSameEntities() {
    assertThat(entities(SourceKind.SQL_SERVER)).isEqualTo(entities(SourceKind.MYSQL));
  }

  private List<String> entities(SourceKind source) {
    return LendingPipeline.read(source, folder).mapping().entities().stream()
        .map(entity -> entity.name() + " " + entity.postgres() + " " + entity.dynamo())
        .toList();
  }

  @ParameterizedTest
  @EnumSource(SourceKind.class)
  void shouldLeaveServersToTheEnvironment(SourceKind source) {
    // When
    Set<String> references =
        Pattern.compile("\\$\\{([^}]*)}")
            .matcher(LendingSchema.pipeline(source))
            .results()
            .map(found -> found.group(1))
            .collect(Collectors.toSet());

    // Then
    assertThat(references).isEqualTo(LendingPipeline.environment(source).keySet());
  }

  @Test
  void shouldSendAboutATenthOfTheRowsToDynamoAsTheyAre() {
    // Given
    List<String> toDynamo =
        LendingPipeline.read(SourceKind.MYSQL, folder)
            .mapping()
            .ofUser()
            .plain()
            .entities()
            .stream()
            .filter(entity -> entity.dynamo().isPresent())
            .map(EntityPlan::from)
            .map(TableId::table)
            .toList();

    for (long total : List.of(100L, 1_000L, 1_003L, 200_000L, 10_000_000L)) {
      // When
      Map<String, Long> rows = new LendingData(1, total, TestLending.CLOCK).rows();

      // Then
      assertThat(rows.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(total);
      assertThat(rows.keySet())
          .containsExactlyInAnyOrderElementsOf(Tables.ALL.stream().map(Table::name).toList());
      assertThat(toDynamo.stream().mapToLong(rows::get).sum())
          .isBetween(total * 7 / 100, total * 12 / 100);
    }
  }
}
