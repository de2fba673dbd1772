/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What capture is asked to read again, and its answers, in one topic: a request without an answer
 * is open, so that no position need be kept of who has read how far.
 */
public final class RequestsTopic {
  private static final String REQUEST = "request/";
  private static final String ANSWER = "answer/";

  private RequestsTopic() {}

  /** The record of a request. */
  public static ProducerRecord<byte[], byte[]> record(
      PipelineTopics topics, RereadRequest request) {
    return record(topics, REQUEST + request.id(), request.toJson());
  }

  /** The record of an answer. */
  public static ProducerRecord<byte[], byte[]> record(PipelineTopics topics, RereadAnswer answer) {
    return record(topics, ANSWER + answer.id(), answer.toJson());
  }

  private static ProducerRecord<byte[], byte[]> record(
      PipelineTopics topics, String key, byte[] value) {
    return new ProducerRecord<>(topics.requests(), 0, key.getBytes(StandardCharsets.UTF_8), value);
  }

  /** The header of a raw record that a request brought about, and of what was made of it. */
  public static byte[] header(RereadRequest request, int row) {
    return (request.id() + '/' + row).getBytes(StandardCharsets.US_ASCII);
  }

  /** Reads the topic on, again and again. Used by one thread at a time. */
  public static final class Reader implements AutoCloseable {
    private final TopicLog log;
    private final Map<String, RereadRequest> open = new LinkedHashMap<>();
    private final Map<String, RereadAnswer> answers = new HashMap<>();
    private final boolean keepsAnswers;
    private int malformed;

    private Reader(KafkaConnection kafka, PipelineTopics topics, boolean keepsAnswers) {
      this.keepsAnswers = keepsAnswers;
      log = new TopicLog(kafka, topics.requests());
    }

    /** One that begins with the oldest request, for who answers them. */
    public static Reader fromTheStart(KafkaConnection kafka, PipelineTopics topics) {
      return new Reader(kafka, topics, false);
    }

    /** One that begins with what comes after now, for who waits for answers. */
    public static Reader fromNow(KafkaConnection kafka, PipelineTopics topics) {
      Reader reader = new Reader(kafka, topics, true);
      reader.log.skip();
      return reader;
    }

    /** Takes in all that was committed by now. */
    public void readOn() {
      log.readOn(this::take);
    }

    /** Takes in what is there already, without waiting for more. */
    public void glance() {
      log.glance(this::take);
    }

    private void take(ConsumerRecord<String, byte[]> record) {
      String key = String.valueOf(record.key());
      try {
        if (record.value() != null && key.startsWith(REQUEST)) {
          RereadRequest request = RereadRequest.ofJson(record.value());
          open.put(request.id(), request);
        } else if (record.value() != null && key.startsWith(ANSWER)) {
          RereadAnswer answer = RereadAnswer.ofJson(record.value());
          open.remove(answer.id());
          if (keepsAnswers) {
            answers.put(answer.id(), answer);
          }
        }
      } catch (UncheckedIOException e) {
        malformed++;
      }
    }

    /** The oldest request without an answer. */
    public Optional<RereadRequest> next() {
      return open.values().stream().findFirst();
    }

    /** Takes note that a request is answered, which its answer in the topic will say, too. */
    public void answered(RereadRequest request) {
      open.remove(request.id());
    }

    /** The answer to a request, if it was read. */
    public Optional<RereadAnswer> answer(String id) {
      return Optional.ofNullable(answers.get(id));
    }

    /** How many records of the topic were neither a request nor an answer. */
    public int malformed() {
      return malformed;
    }

    @Override
    public void close() {
      log.close();
    }
  }
}
