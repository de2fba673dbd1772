/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.model.error.TandemException;
import dev.tandem.model.target.Delivery;
import dev.tandem.model.target.WriteResult;
import dev.tandem.wire.DeadLetter;
import dev.tandem.wire.PipelineTopics;
import dev.tandem.wire.WireCode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DeadLetterOfficeTest {
  private static final byte[] VALUE = "{\"op\":\"create\"}".getBytes(StandardCharsets.UTF_8);

  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final ManualClock clock = new ManualClock();
  private final DeadLetterOffice office =
      new DeadLetterOffice(producer, new PipelineTopics("p"), "sink-test", clock);
  private final Delivery delivery = Things.upsert(Things.lane(2), 7, 1, "a");
  private final WriteResult.Rejection rejection =
      new WriteResult.Rejection(delivery, "E_POISON", "the target will not have it");

  @Test
  void shouldKeepTheRecordItselfWithWhereItCameFromAndWhy() {
    // Given
    hold();

    // When
    CompletableFuture<Void> parking = CompletableFuture.runAsync(() -> office.park(rejection));
    ProducerRecord<byte[], byte[]> sent = sent(0);
    producer.completeNext();
    parking.join();

    // Then
    DeadLetter letter = DeadLetter.ofJson(sent.value());
    assertThat(sent.topic()).isEqualTo("p.dead-letters");
    assertThat(sent.key()).asString(StandardCharsets.UTF_8).isEqualTo(letter.key());
    assertThat(letter)
        .extracting("stage", "code", "reason", "entity", "parkedAtMillis")
        .containsExactly(
            "sink-test",
            "E_POISON",
            "the target will not have it",
            "shop.thing",
            clock.instant().toEpochMilli());
    assertThat(letter.origin())
        .extracting("topic", "partition", "offset", "key", "value")
        .containsExactly("p.shop.thing", 2, 7L, "{\"id\":1}", "{\"op\":\"create\"}");
  }

  @Test
  void shouldGiveBackControlOnlyWhenKafkaHasTheLetter() {
    // Given
    hold();

    // When
    CompletableFuture<Void> parking = CompletableFuture.runAsync(() -> office.park(rejection));
    sent(0);

    // Then
    assertThat(parking).isNotDone();
    producer.completeNext();
    assertThat(parking).succeedsWithin(10, TimeUnit.SECONDS);
  }

  @Test
  void shouldTryAgainWhatKafkaCannotTakeNow() {
    // Given
    hold();
    CompletableFuture<Void> parking = CompletableFuture.runAsync(() -> office.park(rejection));

    // When
    sent(0);
    producer.errorNext(new NotEnoughReplicasException("one replica is away"));
    ProducerRecord<byte[], byte[]> again = sent(1);
    producer.completeNext();

    // Then
    assertThat(parking).succeedsWithin(10, TimeUnit.SECONDS);
    assertThat(again.key()).isEqualTo(producer.history().get(0).key());
  }

  @Test
  void shouldStopWhenKafkaWillNeverTakeIt() {
    // Given
    hold();
    CompletableFuture<Void> parking = CompletableFuture.runAsync(() -> office.park(rejection));

    // When
    sent(0);
    producer.errorNext(new TopicAuthorizationException("p.dead-letters"));

    // Then
    assertThatThrownBy(parking::join)
        .cause()
        .isInstanceOfSatisfying(
            TandemException.class, e -> assertThat(e.code()).isEqualTo(WireCode.DENIED));
  }

  @Test
  void shouldTellThatALetterIsTooLargeForItsTopic() {
    // Given
    hold();
    CompletableFuture<Void> parking = CompletableFuture.runAsync(() -> office.park(rejection));

    // When
    sent(0);
    producer.errorNext(new RecordTooLargeException("larger than the server will accept"));

    // Then
    assertThatThrownBy(parking::join)
        .cause()
        .isInstanceOfSatisfying(
            TandemException.class, e -> assertThat(e.code().code()).isEqualTo("TD-KFK-TOO-LARGE"))
        .hasMessageContaining("max.message.bytes");
  }

  /** A producer without a limit waits for a broker that is away for as long as two minutes. */
  @Test
  void shouldNotWaitLongForKafkaWhenItCloses() {
    // Given
    List<Duration> limits = new ArrayList<>();
    DeadLetterOffice closing =
        new DeadLetterOffice(
            new MockProducer<byte[], byte[]>() {
              @Override
              public void close(Duration limit) {
                limits.add(limit);
              }
            },
            new PipelineTopics("p"),
            "sink-test",
            clock);

    // When
    closing.close();

    // Then
    assertThat(limits)
        .singleElement()
        .satisfies(
            limit -> assertThat(limit).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(5)));
  }

  @Test
  void shouldRefuseToParkWhatIsNotInTheBatch() {
    // Given
    office.hold(List.of());

    // When / Then
    assertThatThrownBy(() -> office.park(rejection))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(delivery.position());
    assertThat(producer.history()).isEmpty();
  }

  private void hold() {
    office.hold(
        List.of(
            new LaneBuffer.Item(
                new ConsumerRecord<>(
                    "p.shop.thing", 2, 7, "{\"id\":1}".getBytes(StandardCharsets.UTF_8), VALUE),
                delivery,
                null)));
  }

  private ProducerRecord<byte[], byte[]> sent(int index) {
    Awaitility.await().until(() -> producer.history().size() > index);
    return producer.history().get(index);
  }
}
