/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a process tells of itself every few seconds: the value of a record in the topic of status.
 * Members that a later version adds are passed over.
 *
 * @param identity who tells
 * @param atMillis when, in milliseconds since 1970
 * @param progressAtMillis when it last got anything done, heartbeats of the source included
 * @param reason why it does not go on, or null
 * @param sourceLog how long the source keeps what capture needs; null when nobody knows
 * @param obeyed one behind the last order of operators that it has obeyed, by its offset in the
 *     topic of orders; null when it obeys none
 * @param revision of the mapping by which it works; null when it does not map, or is of a version
 *     that does not tell
 * @param heartbeat what it knows of the heartbeat's row; null when it has nothing to do with it
 * @param states what it keeps on disk
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProcessReport(
    Identity identity,
    long atMillis,
    long progressAtMillis,
    WorkState state,
    @Nullable Reason reason,
    Map<Count, Long> counts,
    @Nullable SourceLog sourceLog,
    @Nullable Long obeyed,
    @Nullable Integer revision,
    @Nullable Heartbeat heartbeat,
    List<SubjectReport> subjects,
    List<StateReport> states) {
  /** Four reports that did not come; the clocks of the machines may differ by less than that. */
  private static final Duration DEAD = Duration.ofSeconds(20);

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE)
          .build();

  /** Copies the collections. */
  public ProcessReport {
    counts = counts == null ? Map.of() : Map.copyOf(counts);
    subjects = subjects == null ? List.of() : List.copyOf(subjects);
    states = states == null ? List.of() : List.copyOf(states);
  }

  /** The record's value. */
  public byte[] toJson() {
    try {
      return JSON.writeValueAsBytes(this);
    } catch (JacksonException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws UncheckedIOException when it is something else
   */
  public static ProcessReport ofJson(byte[] json) {
    try {
      return JSON.readValue(json, ProcessReport.class);
    } catch (IOException e) {
      throw new UncheckedIOException("not a report of a process", e);
    }
  }

  /**
   * Whether the process runs, as far as it tells: one that was killed counts for 20 seconds more.
   *
   * @param nowMillis milliseconds since 1970
   */
  public boolean isLive(long nowMillis) {
    return state != WorkState.STOPPED && nowMillis - atMillis < DEAD.toMillis();
  }

  /** The process in whose name stays what a process that ended in order has known last. */
  public static String restOf(String process) {
    return "rest-of-" + process;
  }

  /**
   * What stays in the topic when the process ends in order: how old its target is must go on
   * growing while nobody reads it back. Null when there is nothing to keep.
   */
  public @Nullable ProcessReport rest() {
    Heartbeat known = heartbeat;
    return known == null || known.writtenAtMillis() == null
        ? null
        : new ProcessReport(
            new Identity(restOf(identity.process), "", identity.version, identity.startedAtMillis),
            atMillis,
            progressAtMillis,
            WorkState.UNKNOWN,
            null,
            Map.of(),
            null,
            null,
            null,
            new Heartbeat(known.writtenAtMillis(), null),
            List.of(),
            List.of());
  }

  /** What it tells of a table or an entity, or null when it tells nothing. */
  public @Nullable SubjectReport subject(String name) {
    return subjects.stream().filter(one -> one.name().equals(name)).findFirst().orElse(null);
  }

  /**
   * A process.
   *
   * @param process {@code capture}, {@code transform}, {@code sink-postgres}, {@code sink-dynamo}
   * @param instance tells several of them apart: {@code host:pid:start}
   * @param version of Tandem
   * @param startedAtMillis milliseconds since 1970
   */
  public record Identity(String process, String instance, String version, long startedAtMillis) {
    /** The record's key. */
    public byte[] key() {
      return (process + ' ' + instance).getBytes(StandardCharsets.UTF_8);
    }
  }

  /**
   * The heartbeat's row, as capture wrote it last or a sink read it back.
   *
   * @param writtenAtMillis when it was written at the source, in milliseconds since 1970; null as
   *     long as it was never seen
   * @param reason why nothing newer is known, or null
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Heartbeat(@Nullable Long writtenAtMillis, @Nullable Reason reason) {}

  /**
   * How long the source keeps its log.
   *
   * @param headroomSeconds how long capture may stay down from now on
   * @param retentionSeconds how long a change is kept
   */
  public record SourceLog(long headroomSeconds, long retentionSeconds) {}
}
