/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config.problem;

import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * One thing that is wrong with the file.
 *
 * @param file as the user named it
 * @param line counted from 1; 0 for the file as a whole
 * @param column in characters, counted from 1; 0 for the file as a whole
 * @param path the keys down to the place, parted by dots; empty for the whole file
 * @param message what is wrong; never holds a secret
 * @param suggestion what to do about it
 */
public record Problem(
    ConfigCode code,
    String file,
    int line,
    int column,
    String path,
    String message,
    String suggestion)
    implements Comparable<Problem> {
  private static final Comparator<Problem> ORDER =
      Comparator.comparingInt(Problem::line)
          .thenComparingInt(Problem::column)
          .thenComparing(Problem::code)
          .thenComparing(Problem::path)
          .thenComparing(Problem::message);
  private static final int LONGEST = 500;
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  /** Keeps each problem on one short line, whatever the file holds. */
  public Problem {
    path = printable(path);
    message = printable(message);
    suggestion = printable(suggestion);
  }

  private static String printable(String text) {
    String part = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    return CONTROL.matcher(part).replaceAll("?");
  }

  @Override
  public int compareTo(Problem other) {
    return ORDER.compare(this, other);
  }

  /** The line a user sees: {@code file:line:column CODE path: message; suggestion}. */
  @Override
  public String toString() {
    String where = line == 0 ? file : file + ':' + line + ':' + column;
    String what = path.isEmpty() ? message : path + ": " + message;
    return where + ' ' + code.code() + ' ' + what + "; " + suggestion;
  }
}
