/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.join;

import java.util.List;

/** Lookups or embedded children do not fit the tables as they are. */
public final class JoinMismatch extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  JoinMismatch(List<String> problems) {
    super(String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  /** What does not fit and how to mend it, a sentence without its full stop each. */
  public List<String> problems() {
    return problems;
  }
}
