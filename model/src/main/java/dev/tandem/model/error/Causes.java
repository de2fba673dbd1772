/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.error;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What lies behind a failure: drivers and frameworks wrap what a user would want to know. */
public final class Causes {
  private Causes() {}

  /** The failure itself and what led to it, the outermost first; never empty. */
  public static List<Throwable> of(Throwable failure) {
    List<Throwable> causes = new ArrayList<>();
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      causes.add(cause);
    }
    return causes;
  }

  /** The outermost of a kind; empty when there is none. */
  public static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> kind) {
    return of(failure).stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }

  /** What it all began with. */
  public static Throwable root(Throwable failure) {
    List<Throwable> causes = of(failure);
    return causes.get(causes.size() - 1);
  }

  /** Whether any of them has one of these words in its message. */
  public static boolean say(Throwable failure, String... words) {
    return of(failure).stream()
        .map(cause -> String.valueOf(cause.getMessage()))
        .anyMatch(message -> List.of(words).stream().anyMatch(message::contains));
  }

  /** The first line of a message as a part of another sentence: without its full stop. */
  public static String firstLine(@Nullable String message) {
    String line = String.valueOf(message).strip().lines().findFirst().orElse("").strip();
    return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
  }
}
