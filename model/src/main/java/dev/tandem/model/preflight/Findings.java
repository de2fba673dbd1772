/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.preflight;

import java.util.List;

/**
 * What a mapping risks at its source.
 *
 * @param leftOut what was not looked into, and why
 */
public record Findings(List<Risk> risks, List<String> leftOut) {
  /** Copies the lists. */
  public Findings {
    risks = List.copyOf(risks);
    leftOut = List.copyOf(leftOut);
  }
}
