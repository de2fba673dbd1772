/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.preflight;

import dev.tandem.model.source.ForeignKey;
import java.util.List;

/**
 * What a mapping risks at its source.
 *
 * @param leftOut what was not looked into, and why
 * @param emulated foreign keys whose effects no log tells, and the pipeline looks up
 */
public record Findings(List<Risk> risks, List<String> leftOut, List<ForeignKey> emulated) {
  /** Copies the lists. */
  public Findings {
    risks = List.copyOf(risks);
    leftOut = List.copyOf(leftOut);
    emulated = List.copyOf(emulated);
  }

  /** Of a source that logs all it does, or has no such keys. */
  public Findings(List<Risk> risks, List<String> leftOut) {
    this(risks, leftOut, List.of());
  }
}
