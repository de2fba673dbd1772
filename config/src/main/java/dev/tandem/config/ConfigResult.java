/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import dev.tandem.config.problem.Problem;
import java.util.List;

/** What reading a configuration file came to. */
public sealed interface ConfigResult {

  /** The file is clean. */
  record Valid(PipelineConfig config) implements ConfigResult {}

  /**
   * The file cannot be used.
   *
   * @param problems all of them in the order of the file, at least one
   */
  record Invalid(List<Problem> problems) implements ConfigResult {

    /** Copies the list. */
    public Invalid {
      problems = List.copyOf(problems);
    }
  }
}
