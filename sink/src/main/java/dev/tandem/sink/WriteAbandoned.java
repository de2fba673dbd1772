/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sink;

/**
 * The writing thread was told to stop while it waited for the target; nothing of the batch was
 * applied.
 */
final class WriteAbandoned extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WriteAbandoned() {
    super("stopped while waiting for the target", null, false, false);
  }
}
