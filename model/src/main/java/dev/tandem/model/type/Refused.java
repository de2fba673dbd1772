/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.type;

/**
 * A value that a type cannot hold unchanged (invariant 6). Checked, so that no caller can forget to
 * make a dead letter of it; without a stack trace, because a bad table refuses millions of them.
 */
public final class Refused extends Exception {
  private static final long serialVersionUID = 1L;

  private final ValueError error;

  /** Says what is wrong with the value, without the value itself. */
  public Refused(ValueError error, String message) {
    super(message, null, false, false);
    this.error = error;
  }

  /** The kind of refusal. */
  public ValueError error() {
    return error;
  }
}
