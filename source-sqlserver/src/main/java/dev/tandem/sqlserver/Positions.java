/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver;

import dev.tandem.model.source.SourcePosition;
import java.time.LocalDateTime;
import java.time.temporal.ChronoField;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The text of positions: a line for each database, by name, with the LSN up to which it is
 * captured, {@code shop 0000002a:00000010:0007}, or the time by the server's clock when it was
 * asked, {@code shop @2024-03-31T02:30:00.1234567}.
 */
final class Positions {
  private static final char MOMENT = '@';

  private Positions() {}

  /** Where one database stands. */
  sealed interface Mark {}

  /** All up to and with a commit. */
  record Commit(Lsn lsn) implements Mark {}

  /** All that was committed before a time of the server's clock. */
  record Moment(LocalDateTime time) implements Mark {}

  /**
   * Reads the marks of databases by name.
   *
   * @throws IllegalArgumentException when it is no such position
   */
  static Map<String, Mark> parse(SourcePosition position) {
    Map<String, Mark> marks = new TreeMap<>();
    for (String line : position.text().lines().toList()) {
      int blank = line.lastIndexOf(' ');
      if (blank < 1) {
        throw new IllegalArgumentException("no position of SQL Server: " + line);
      }
      marks.put(line.substring(0, blank), mark(line.substring(blank + 1)));
    }
    return marks;
  }

  private static Mark mark(String text) {
    return text.charAt(0) == MOMENT
        ? new Moment(LocalDateTime.parse(text.substring(1)))
        : new Commit(Lsn.parse(text));
  }

  static SourcePosition of(Map<String, ? extends Mark> marks) {
    return new SourcePosition(
        new TreeMap<>(marks)
            .entrySet().stream()
                .map(entry -> entry.getKey() + ' ' + text(entry.getValue()))
                .collect(Collectors.joining("\n")));
  }

  private static String text(Mark mark) {
    if (mark instanceof Moment moment) {
      return String.format(
          "%s%tFT%<tT.%07d",
          MOMENT, moment.time(), moment.time().get(ChronoField.NANO_OF_SECOND) / 100);
    }
    return ((Commit) mark).lsn().toString();
  }
}
