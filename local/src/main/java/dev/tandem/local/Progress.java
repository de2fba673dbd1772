/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.local;

import java.util.function.Consumer;

/** Listeners for what takes long. */
final class Progress {
  static final Consumer<String> SILENT = message -> {};

  private Progress() {}
}
