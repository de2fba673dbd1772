/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.error;

/**
 * A stable name for one kind of failure. Each module keeps its own codes in an enum; {@code
 * docs/errors.md} is generated from them.
 */
public interface ErrorCode {

  /** Never changes between releases, for example {@code TD-SNK-FENCED}. */
  String code();

  /** What happened, in one sentence. */
  String meaning();

  /** What to do about it. */
  String remedy();

  /** The status a process ends with when this stops it. */
  ExitStatus exitStatus();
}
