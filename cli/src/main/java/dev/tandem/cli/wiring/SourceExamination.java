/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.wiring;

import java.util.List;
import java.util.Optional;

/**
 * What came of looking at a source.
 *
 * @param problems what keeps it from being captured, or the mapping from fitting its tables
 * @param script mends some of the problems, or empty when a script mends none
 */
public record SourceExamination(List<String> problems, Optional<String> script) {
  /** Copies the list. */
  public SourceExamination {
    problems = List.copyOf(problems);
  }
}
