/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sink;

import dev.tandem.model.target.TargetWriter;
import dev.tandem.wire.KafkaConnection;
import dev.tandem.wire.PipelineTopics;
import dev.tandem.wire.SchemaStore;
import dev.tandem.wire.report.ProcessMeter;
import dev.tandem.wire.report.WorkState;
import java.time.Clock;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A sink: entity topics into one target. Several of the same name, in any number of processes,
 * share the partitions.
 */
public final class Sink implements Runnable, AutoCloseable {
  /** Few at a time: a target that is done is given its next batch only between two polls. */
  private static final int POLLED = 500;

  private final SinkLoop loop;
  private final ProcessMeter work;
  private final SchemaStore schemas;

  /**
   * A sink that has not started.
   *
   * @param topicIds the identity of a topic by its name, asked for whenever it is assigned; throws
   *     a {@link org.apache.kafka.common.errors.RetriableException} when it is to be asked again
   */
  public Sink(
      SinkConfig config,
      KafkaConnection kafka,
      PipelineTopics topics,
      Function<String, String> topicIds,
      TargetWriter target,
      SinkMeter meter) {
    Clock clock = Clock.systemUTC();
    this.work = meter.work();
    SinkEvents events = new SinkEvents(config.name(), clock, meter.work());
    DeadLetterOffice deadLetters =
        new DeadLetterOffice(DeadLetterOffice.producer(kafka), topics, config.name(), clock);
    ParkingWriter parking =
        new ParkingWriter(
            new RetryingWriter(target, events),
            deadLetters,
            new FloodGate(config.flood(), clock),
            config.conflictPatience(),
            clock);
    Lanes lanes = new Lanes(topicIds);
    this.schemas = new SchemaStore(kafka, topics);
    this.loop =
        new SinkLoop(
            config,
            consumer(config, kafka),
            lanes,
            new LaneDecoder(schemas, config.name(), clock),
            new MeteredWriter(parking, meter, clock),
            deadLetters,
            new Obedience(
                config.name(), new ControlOrders(config.name(), kafka, topics), lanes, meter),
            parking::restart);
  }

  private static KafkaConsumer<byte[], byte[]> consumer(SinkConfig config, KafkaConnection kafka) {
    return new KafkaConsumer<>(
        kafka.reading(
            Map.of(
                ConsumerConfig.GROUP_ID_CONFIG,
                config.group(),
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "none",
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                (int) Math.min(Integer.MAX_VALUE, config.batch().bytes()),
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                Math.min(POLLED, config.batch().records()),
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                CooperativeStickyAssignor.class.getName())),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  /**
   * Runs until {@link #close}.
   *
   * @throws dev.tandem.model.error.TandemException when a person must decide
   */
  @Override
  public void run() {
    work.works(WorkState.STREAMING);
    try {
      loop.run();
    } finally {
      schemas.close();
    }
  }

  /** Asks the loop to end; it does within seconds, with nothing lost whenever it is cut off. */
  @Override
  public void close() {
    loop.stop();
    schemas.wakeup();
  }
}
