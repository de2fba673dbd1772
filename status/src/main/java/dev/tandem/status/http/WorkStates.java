/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.status.http;

import dev.tandem.wire.report.WorkState;
import java.util.Locale;

/** Spells states for people. */
final class WorkStates {
  private WorkStates() {}

  static String word(WorkState state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
