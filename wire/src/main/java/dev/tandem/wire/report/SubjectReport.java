/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a process tells of one table or entity.
 *
 * @param name {@code database.table} from capture, {@code domain.entity} from the others
 * @param counts since the start of the process; what is 0 is left out
 * @param perSecond changes a second of late: captured, mapped or settled, snapshot rows included
 * @param latency null while nothing of the last minute has one
 * @param snapshot null when no snapshot was taken since the start of the process
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SubjectReport(
    String name,
    WorkState state,
    @Nullable Reason reason,
    Map<Count, Long> counts,
    double perSecond,
    @Nullable Latency latency,
    @Nullable Snapshot snapshot) {

  /** Copies the counts. */
  public SubjectReport {
    counts = counts == null ? Map.of() : Map.copyOf(counts);
  }

  /** How often something was counted. */
  public long count(Count what) {
    return counts.getOrDefault(what, 0L);
  }

  /**
   * From the commit at the source to the end of what the process does, over the last minute.
   *
   * @param count how many changes it is measured of
   */
  public record Latency(double p50Millis, double p99Millis, long count) {}

  /**
   * How far a snapshot is.
   *
   * @param rows read so far
   * @param expected rows as the source estimates them, which may be far off; null when it does not
   * @param startedAtMillis milliseconds since 1970
   * @param done whether all rows of the table are read
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Snapshot(long rows, @Nullable Long expected, long startedAtMillis, boolean done) {}
}
