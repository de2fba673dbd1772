/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.entity.EntityName;
import dev.tandem.model.mapping.ColumnsPlan;
import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.mapping.Mapping;
import dev.tandem.model.mapping.Naming;
import dev.tandem.model.mapping.RowsPlan;
import dev.tandem.model.source.SourceTable;
import dev.tandem.wire.CutColumns;
import dev.tandem.wire.PipelineTopics;
import dev.tandem.wire.RawRefused;
import dev.tandem.wire.SchemaRecord;
import dev.tandem.wire.SchemaStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** A table that is altered at the source while its records wait. */
class ChangeMapperTest {
  private static final PipelineTopics TOPICS = new PipelineTopics("p");
  private static final SourceTable WITH_NOTE = Orders.COLUMNS;
  private static final SourceTable WITHOUT_NOTE = Orders.table();
  private static final SourceTable WITH_NUMBER = Orders.table(Orders.column("note", "INT"));

  /** A domain's second entity of the table, which takes nothing but the key. */
  private static final EntityPlan KEYS =
      new EntityPlan(
          new EntityName("sales", "key"),
          Orders.TABLE,
          new ColumnsPlan(Naming.AS_IS, List.of(), ColumnsPlan.Others.IGNORE, Set.of(), List.of()),
          RowsPlan.ALL,
          Optional.empty(),
          Optional.empty());

  private final MockConsumer<String, byte[]> schemas = new MockConsumer<>("earliest");
  private final ChangeMapper mapper = mapper(schemas);
  private long published;
  private Optional<CutColumns> cut = Optional.empty();

  private static ChangeMapper mapper(MockConsumer<String, byte[]> consumer) {
    SchemaStore store = new SchemaStore(consumer, TOPICS, Duration.ofMillis(50));
    consumer.updateBeginningOffsets(Map.of(new TopicPartition(TOPICS.schemas(), 0), 0L));
    return new ChangeMapper(Orders.mapping(Orders.plan(Orders.ENTITY), KEYS), store);
  }

  private void publish(SourceTable... tables) {
    for (SourceTable table : tables) {
      SchemaRecord schema = SchemaRecord.of(table);
      schemas.addRecord(
          new ConsumerRecord<>(TOPICS.schemas(), 0, published, schema.key(), schema.value()));
      published++;
    }
  }

  private List<Mapping> map(SourceTable table, String row) throws RawRefused {
    byte[] value = Orders.created(row).getBytes(StandardCharsets.UTF_8);
    RawHeaders headers = new RawHeaders(SchemaRecord.of(table).id(), 0, false, cut);
    return mapper.map(headers, 1, value).stream().map(ChangeMapper.Result::mapping).toList();
  }

  @Test
  void shouldStopTheOneEntityWhoseColumnIsGone() throws Exception {
    // Given
    publish(WITH_NOTE, WITHOUT_NOTE);

    // When
    List<Mapping> now = map(WITHOUT_NOTE, "{\"id\":7}");

    // Then
    assertThat(now.get(0))
        .isInstanceOfSatisfying(
            Mapping.Rejected.class,
            rejected -> {
              assertThat(rejected.code()).isEqualTo("E_MAPPING");
              assertThat(rejected.reason()).contains("the column note", "gone from shop.orders");
            });
    assertThat(now.get(1)).isInstanceOf(Mapping.Mapped.class);
  }

  @Test
  void shouldStopTheOneEntityWhoseColumnIsOfAnotherKind() throws Exception {
    // Given
    publish(WITH_NOTE, WITH_NUMBER);

    // When
    List<Mapping> now = map(WITH_NUMBER, "{\"id\":7,\"note\":1}");

    // Then
    assertThat(now.get(0)).isInstanceOf(Mapping.Rejected.class);
    assertThat(now.get(1)).isInstanceOf(Mapping.Mapped.class);
  }

  @Test
  void shouldParkTheEntityThatNeedsAValueWhichIsTooLargeForKafka() throws Exception {
    // Given
    publish(WITH_NOTE);
    cut = Optional.of(new CutColumns(Set.of(), Set.of("note")));

    // When
    List<Mapping> now = map(WITH_NOTE, "{\"id\":7,\"note\":\"\"}");

    // Then
    assertThat(now.get(0)).extracting("code", "field").containsExactly("E_TOO_BIG", "note");
    assertThat(now.get(1)).isInstanceOf(Mapping.Mapped.class);
  }

  /** A column that was added is none that an older record lacks. */
  @Test
  void shouldGoOnDecodingRecordsFromBeforeTheChange() throws Exception {
    // Given
    publish(WITHOUT_NOTE, WITH_NOTE);

    // When and then
    assertThat(map(WITH_NOTE, "{\"id\":7,\"note\":\"a\"}"))
        .hasOnlyElementsOfType(Mapping.Mapped.class);
    assertThat(map(WITHOUT_NOTE, "{\"id\":7}")).hasOnlyElementsOfType(Mapping.Mapped.class);
  }
}
