/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.status.metrics.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.tandem.status.PipelineStatus;
import dev.tandem.status.PipelineStatus.EntityStatus;
import dev.tandem.status.StatusFeed;
import dev.tandem.status.StatusSource;
import dev.tandem.wire.report.Count;
import dev.tandem.wire.report.ProcessMeter;
import dev.tandem.wire.report.WorkState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class CloudWatchMetricsTest {
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Map<String, String> APPLIED =
      Map.of("pipeline", "loans", "process", "sink-postgres", "outcome", "applied");
  private static final Map<String, String> ENTITY =
      Map.of("pipeline", "loans", "entity", "lending.customer", "target", "postgres");

  private final Map<String, String> keys =
      Map.of("aws.accessKeyId", "test", "aws.secretAccessKey", "test");
  private final ProcessMeter sink = new ProcessMeter();
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger(Courier.class);

  @AutoClose private final CloudWatchStub stub;

  CloudWatchMetricsTest() throws IOException {
    stub = new CloudWatchStub();
  }

  @BeforeEach
  void begin() {
    keys.forEach(System::setProperty);
    logger.setLevel(Level.INFO);
    log.start();
    logger.addAppender(log);
  }

  @AfterEach
  void end() {
    logger.detachAppender(log);
    keys.keySet().forEach(System::clearProperty);
  }

  private CloudWatchMetrics start(URI endpoint, Optional<StatusFeed> feed) {
    return new CloudWatchMetrics(
        new CloudWatchSettings(
            "loans", "Loans/Migration", "eu-central-1", Optional.of(endpoint), EVERY),
        Map.of("sink-postgres", sink),
        feed);
  }

  private double applied() {
    return stub.values("tandem.changes", APPLIED).stream().mapToDouble(value -> value).sum();
  }

  @Test
  void shouldSendWhatAProcessDoesUntilItsEnd() {
    // Given
    sink.works(WorkState.STREAMING);
    sink.add(Count.APPLIED, 3);
    sink.subject("shop.Bücher").add(Count.SETTLED, 4);

    // When
    try (CloudWatchMetrics metrics = start(stub.endpoint(), Optional.empty())) {
      assertThat(metrics).isNotNull();
      await().atMost(PATIENCE).until(() -> applied() == 3);
      sink.add(Count.APPLIED, 2);
      await().atMost(PATIENCE).until(() -> applied() == 5);
      sink.add(Count.APPLIED, 7);
    }

    // Then
    assertThat(applied()).isEqualTo(12);
    assertThat(
            stub.values(
                "tandem.changes",
                Map.of(
                    "pipeline", "loans",
                    "process", "sink-postgres",
                    "subject", "shop.B\\u00fccher",
                    "outcome", "settled")))
        .contains(4.0);
    assertThat(
            stub.values(
                "tandem.process.up", Map.of("pipeline", "loans", "process", "sink-postgres")))
        .isNotEmpty()
        .containsOnly(1.0);
    assertThat(stub.taken()).extracting("namespace").containsOnly("Loans/Migration");
    assertThat(stub.taken())
        .extracting("metric")
        .filteredOn(metric -> !String.valueOf(metric).startsWith("tandem.jvm."))
        .containsOnly("tandem.changes", "tandem.process.up", "tandem.process.idle.seconds");
    assertThat(log.list).isEmpty();
  }

  @Test
  void shouldSendWhatThePipelineIs() {
    // Given
    try (StatusFeed feed = new StatusFeed(CloudWatchMetricsTest::streaming);
        CloudWatchMetrics metrics = start(stub.endpoint(), Optional.of(feed))) {
      assertThat(metrics).isNotNull();

      // When
      await()
          .atMost(PATIENCE)
          .until(() -> !stub.values("tandem.entity.lag.records", ENTITY).isEmpty());
    }

    // Then
    assertThat(stub.values("tandem.entity.lag.records", ENTITY)).containsOnly(17.0);
    assertThat(stub.values("tandem.status.up", Map.of("pipeline", "loans"))).contains(1.0);
    assertThat(stub.values("tandem.source.headroom.seconds", Map.of("pipeline", "loans")))
        .containsOnly(3_600.0);
    assertThat(
            stub.values(
                "tandem.entity.latency.seconds",
                Map.of(
                    "pipeline", "loans",
                    "entity", "lending.customer",
                    "target", "postgres",
                    "quantile", "0.99")))
        .containsOnly(0.25);
  }

  private static StatusSource streaming() {
    EntityStatus customer =
        new EntityStatus(
            "lending.customer",
            "postgres",
            WorkState.STREAMING,
            null,
            null,
            17,
            1.5,
            2.5,
            10,
            10,
            null,
            250.0,
            0,
            null,
            null);
    return new StatusSource() {
      @Override
      public PipelineStatus read() {
        return new PipelineStatus(
            "loans",
            System.currentTimeMillis(),
            3_600L,
            List.of(),
            List.of(customer),
            List.of(),
            List.of(),
            List.of());
      }

      @Override
      public void close() {}
    };
  }

  @Test
  void shouldTellOnceOfARefusalAndOnceOfItsEnd() {
    // Given
    stub.refuses(true);
    try (CloudWatchMetrics metrics = start(stub.endpoint(), Optional.empty())) {
      assertThat(metrics).isNotNull();
      await().atMost(PATIENCE).until(() -> stub.requests() >= 3);

      // Then
      assertThat(log.list)
          .singleElement()
          .extracting(ILoggingEvent::getFormattedMessage)
          .asString()
          .startsWith("TD-STA-CLOUDWATCH")
          .contains(stub.endpoint().toString())
          .contains("not this role");

      // When
      stub.refuses(false);

      // Then
      await().atMost(PATIENCE).until(() -> log.list.size() > 1);
      assertThat(log.list.get(1).getFormattedMessage()).contains("takes metrics again");
    }
  }

  @Test
  void shouldNotKeepAnybodyWaitingForAnEndpointThatDoesNotAnswer() throws IOException {
    // Given
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      URI endpoint = URI.create("http://127.0.0.1:" + silent.getLocalPort());
      CloudWatchMetrics metrics = start(endpoint, Optional.empty());

      // When
      long begun = System.nanoTime();
      metrics.close();

      // Then
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(4));
    }
  }
}
