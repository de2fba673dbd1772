/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.sql;

import dev.tandem.simulated.value.Answer;
import dev.tandem.simulated.value.SqlServerError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a batch comes to.
 *
 * @param error what ended it behind these answers; null when nothing did
 */
public record Outcome(List<Answer> answers, @Nullable SqlServerError error) {
  public Outcome {
    answers = List.copyOf(answers);
  }
}
