/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.sql;

import dev.tandem.simulated.value.SqlServerError;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;

/** What was asked of the server, and what it is to refuse. */
public final class Journal {
  /** How a note on a fault of the double itself begins. */
  public static final String FAULT = "A fault of the double: ";

  /** So that a server that runs for days does not fill the memory. */
  private static final int MOST = 10_000;

  private final Deque<String> statements = new ArrayDeque<>();
  private final Deque<String> unhandled = new ArrayDeque<>();
  private final List<Failure> failures = new ArrayList<>();

  private record Failure(Pattern pattern, int number) {}

  /**
   * Notes a statement.
   *
   * @throws SqlServerError when it is the next of its kind and to fail
   */
  synchronized void note(String statement) {
    add(statements, statement);
    for (Iterator<Failure> each = failures.iterator(); each.hasNext(); ) {
      Failure failure = each.next();
      if (failure.pattern().matcher(statement).find()) {
        each.remove();
        throw new SqlServerError(failure.number(), "This statement was to fail.");
      }
    }
  }

  /** Notes a statement that the double could not answer. */
  public synchronized void noteUnhandled(String statement) {
    add(unhandled, statement);
  }

  private static void add(Deque<String> notes, String note) {
    if (notes.size() == MOST) {
      notes.remove();
    }
    notes.add(note);
  }

  /** The last ten thousand statements. */
  public synchronized List<String> statements() {
    return List.copyOf(statements);
  }

  /** The last ten thousand statements that a real server might have answered. */
  public synchronized List<String> unhandled() {
    return List.copyOf(unhandled);
  }

  public synchronized void failNext(Pattern pattern, int number) {
    failures.add(new Failure(pattern, number));
  }
}
