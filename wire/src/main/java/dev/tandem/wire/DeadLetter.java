/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A change that found no place, with all that it takes to understand it and to try it again. Its
 * key is where it came from and where it was going, so that parking it twice makes one dead letter.
 *
 * @param stage {@code transform}, {@code sink-postgres} or {@code sink-dynamo}
 * @param code stable, the same that docs/errors.md explains
 * @param reason one sentence without values
 * @param entity {@code domain.entity}, or empty when it is not known
 * @param field the field or column concerned, or empty
 * @param mappingRevision the revision of the mapping that refused it
 * @param parkedAtMillis milliseconds since 1970
 * @param origin the record itself
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeadLetter(
    String stage,
    String code,
    String reason,
    String entity,
    String field,
    int mappingRevision,
    long parkedAtMillis,
    Origin origin) {
  /** Bytes, a little below {@link Topics#LARGEST_RECORD} and what the JSON reader reads. */
  private static final int LARGEST = 19 << 20;

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The record's key in the dead-letter topic. */
  public String key() {
    return key(stage, entity, origin.topic + '-' + origin.partition + '@' + origin.offset);
  }

  /** The key of the letter about the record at a position, {@code topic-partition@offset}. */
  public static String key(String stage, String entity, String position) {
    return stage + ' ' + entity + ' ' + position;
  }

  /**
   * The record's value in the dead-letter topic. A value that escapes make larger than the topic
   * takes is left out: its place says where it is.
   */
  public byte[] toJson() {
    byte[] whole = json(this);
    return whole.length <= LARGEST ? whole : json(withoutValue());
  }

  private static byte[] json(DeadLetter letter) {
    try {
      return JSON.writeValueAsBytes(letter);
    } catch (JacksonException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same, without the value of the record that was refused. */
  public DeadLetter withoutValue() {
    Origin place =
        new Origin(
            origin.topic,
            origin.partition,
            origin.offset,
            origin.key,
            null,
            origin.base64,
            origin.headers);
    return new DeadLetter(
        stage, code, reason, entity, field, mappingRevision, parkedAtMillis, place);
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws UncheckedIOException when it is something else
   */
  public static DeadLetter ofJson(byte[] json) {
    try {
      return JSON.readValue(json, DeadLetter.class);
    } catch (IOException e) {
      throw new UncheckedIOException("not a dead letter", e);
    }
  }

  /**
   * The record that was refused.
   *
   * @param base64 whether key and value are base64, because they are no UTF-8
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Origin(
      String topic,
      int partition,
      long offset,
      @Nullable String key,
      @Nullable String value,
      boolean base64,
      Map<String, String> headers) {

    /** The key's bytes, or null for a record without one. */
    public byte @Nullable [] keyBytes() {
      return bytes(key);
    }

    /** The value's bytes; null when the record has none, or the letter had no room for it. */
    public byte @Nullable [] valueBytes() {
      return bytes(value);
    }

    private byte @Nullable [] bytes(@Nullable String text) {
      if (text == null) {
        return null;
      }
      return base64 ? Base64.getDecoder().decode(text) : text.getBytes(StandardCharsets.UTF_8);
    }

    /** The record as a consumer got it. */
    public static Origin of(ConsumerRecord<byte[], byte[]> read) {
      return of(
          read.topic(), read.partition(), read.offset(), read.key(), read.value(), read.headers());
    }

    /** The record from its parts; key and value may be null. */
    public static Origin of(
        String topic,
        int partition,
        long offset,
        byte @Nullable [] key,
        byte @Nullable [] value,
        Iterable<Header> headers) {
      Map<String, String> texts = new TreeMap<>();
      headers.forEach(
          header ->
              texts.put(header.key(), Objects.requireNonNullElse(text(header.value(), false), "")));
      boolean binary = !isText(key) || !isText(value);
      return new Origin(
          topic, partition, offset, text(key, binary), text(value, binary), binary, texts);
    }

    private static boolean isText(byte @Nullable [] bytes) {
      try {
        StandardCharsets.UTF_8
            .newDecoder()
            .decode(ByteBuffer.wrap(bytes == null ? new byte[0] : bytes));
        return true;
      } catch (CharacterCodingException e) {
        return false;
      }
    }

    private static @Nullable String text(byte @Nullable [] bytes, boolean binary) {
      if (bytes == null) {
        return null;
      }
      return binary
          ? Base64.getEncoder().encodeToString(bytes)
          : new String(bytes, StandardCharsets.UTF_8);
    }
  }
}
