/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.model.error.TandemException;
import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.SourceKind;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.TableId;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How long it waits, and for what. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // a wait never gives up
class SchemaStoreTest {
  private static final PipelineTopics TOPICS = new PipelineTopics("p");
  private static final TopicPartition PARTITION = new TopicPartition(TOPICS.schemas(), 0);
  private static final SourceTable TABLE =
      new SourceTable(
          SourceKind.MYSQL,
          TableId.of("shop", "orders"),
          List.of(new SourceColumn("id", "INT", -1, -1, false, List.of())),
          List.of("id"));
  private static final SchemaRecord RECORD = SchemaRecord.of(TABLE);

  private final Broker broker = new Broker();
  private final SchemaStore store = new SchemaStore(broker, TOPICS, Duration.ofMillis(5));

  @Test
  void shouldWaitForASchemaForAsLongAsKafkaIsAway() {
    // Given
    broker.unanswered = 100;
    broker.atLast =
        () ->
            broker.addRecord(
                new ConsumerRecord<>(TOPICS.schemas(), 0, 0, RECORD.key(), RECORD.value()));

    // When / Then
    assertThat(store.table(RECORD.id())).isEqualTo(TABLE);
  }

  @Test
  void shouldSayThatASchemaIsNowhereOnceKafkaAnswersAgain() {
    // Given
    broker.unanswered = 100;

    // When / Then
    assertUnknown();
    assertThat(broker.unanswered).isZero();
  }

  @Test
  void shouldSayThatASchemaIsNowhereWhenItsTopicIsGone() {
    // Given
    broker.unanswered = Integer.MAX_VALUE;
    broker.gone = true;

    // When / Then
    assertUnknown();
  }

  @Test
  void shouldNotHoldUpItsEndWhileItWaits() throws InterruptedException {
    // Given
    broker.unanswered = Integer.MAX_VALUE;
    CompletableFuture<SourceTable> waiting =
        CompletableFuture.supplyAsync(() -> store.table(RECORD.id()));
    assertThat(broker.asked.await(10, TimeUnit.SECONDS)).isTrue();

    // When
    store.close();

    // Then
    assertThatThrownBy(waiting::join).hasCauseInstanceOf(WakeupException.class);
    assertThat(broker.closed()).isTrue();
  }

  private void assertUnknown() {
    assertThatThrownBy(() -> store.table(RECORD.id()))
        .isInstanceOfSatisfying(
            TandemException.class, e -> assertThat(e.code()).isEqualTo(WireCode.SCHEMA_UNKNOWN));
  }

  /** A consumer in memory that gets no answer for a while. */
  private static final class Broker extends MockConsumer<String, byte[]> {
    private final CountDownLatch asked = new CountDownLatch(1);
    private volatile int unanswered;
    private volatile boolean gone;
    private volatile Runnable atLast = () -> {};

    private Broker() {
      super("earliest");
      updateBeginningOffsets(Map.of(PARTITION, 0L));
    }

    @Override
    public synchronized Map<TopicPartition, Long> beginningOffsets(
        Collection<TopicPartition> partitions) {
      asked.countDown();
      if (unanswered > 0) {
        unanswered--;
        if (unanswered == 0) {
          atLast.run();
        }
        throw new TimeoutException("the broker is away");
      }
      return super.beginningOffsets(partitions);
    }

    @Override
    public synchronized Map<String, List<PartitionInfo>> listTopics() {
      if (gone) {
        return Map.of();
      }
      throw new TimeoutException("the broker is away");
    }
  }
}
