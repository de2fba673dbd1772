/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.mapping;

import java.util.List;
import java.util.stream.Collectors;

/** A plan that does not fit the table it is meant for. */
public final class MappingMismatch extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<MappingProblem> problems;

  MappingMismatch(List<MappingProblem> problems) {
    super(problems.stream().map(MappingProblem::problem).collect(Collectors.joining(" ")));
    this.problems = List.copyOf(problems);
  }

  /** All that does not fit. */
  public List<MappingProblem> problems() {
    return problems;
  }
}
