/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

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
    /** Bytes of requests that are kept; the effects of one deletion can ask for far more rows. */
    private static final long KEPT = 16L << 20;

    private final TopicLog log;
    private final PlacedRecords placed;
    private final TopicPartition partition;
    private final Map<String, Open> open = new LinkedHashMap<>();
    private final Map<String, RereadAnswer> answers = new HashMap<>();
    private final boolean keepsAnswers;
    private int malformed;
    private long asked;
    private long kept;

    private Reader(KafkaConnection kafka, PipelineTopics topics, boolean keepsAnswers) {
      this.keepsAnswers = keepsAnswers;
      placed = new PlacedRecords(kafka);
      partition = new TopicPartition(topics.requests(), 0);
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
          keep(request, record.offset(), record.value().length);
          asked++;
        } else if (record.value() != null && key.startsWith(ANSWER)) {
          RereadAnswer answer = RereadAnswer.ofJson(record.value());
          forget(answer.id());
          if (keepsAnswers) {
            answers.put(answer.id(), answer);
          }
        }
      } catch (UncheckedIOException e) {
        malformed++;
      }
    }

    private void keep(RereadRequest request, long offset, int bytes) {
      forget(request.id());
      boolean hasRoom = kept + bytes <= KEPT;
      open.put(request.id(), new Open(offset, bytes, hasRoom ? request : null));
      kept += hasRoom ? bytes : 0;
    }

    private void forget(String id) {
      Open known = open.remove(id);
      kept -= known == null || known.request == null ? 0 : known.bytes;
    }

    /** The oldest request without an answer. */
    public Optional<RereadRequest> next() {
      while (!open.isEmpty()) {
        Map.Entry<String, Open> oldest = open.entrySet().iterator().next();
        RereadRequest request = oldest.getValue().request;
        if (request != null) {
          return Optional.of(request);
        }
        Open read = read(oldest.getValue());
        if (read.request == null) {
          open.remove(oldest.getKey()); // retention took it meanwhile
          malformed++;
        } else {
          oldest.setValue(read);
          kept += read.bytes;
        }
      }
      return Optional.empty();
    }

    private Open read(Open known) {
      return placed
          .at(partition, known.offset)
          .map(record -> new Open(known.offset, known.bytes, RereadRequest.ofJson(record.value())))
          .orElse(known);
    }

    /** Those that have no answer yet. */
    public Set<String> open() {
      return Set.copyOf(open.keySet());
    }

    long bytesKept() {
      return kept;
    }

    /** How many requests were read so far. */
    public long asked() {
      return asked;
    }

    /** Takes note that a request is answered, which its answer in the topic will say, too. */
    public void answered(RereadRequest request) {
      forget(request.id());
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
      placed.close();
      log.close();
    }

    /**
     * A request without an answer.
     *
     * @param request null when it is to be read again where it lies
     */
    private record Open(long offset, int bytes, @Nullable RereadRequest request) {}
  }
}
