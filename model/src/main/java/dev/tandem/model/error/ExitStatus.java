/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.error;

/** The exit statuses of every command. */
public enum ExitStatus {
  /** Done, and nothing is wrong. */
  OK(0, "Done, and nothing is wrong."),
  /** Verification found differences, or dead letters are open. */
  DIFFERENT(1, "Verification found differences, or dead letters are open."),
  /** The file, the arguments or a server's set-up must be mended before work can start. */
  PROBLEMS(
      2,
      "The file, the arguments or a server's set-up must be mended before work can start; nothing was changed."),
  /** Another process has taken over this one's work. */
  FENCED(
      3,
      "Another process has taken over this one's work; nothing was lost, and starting again makes this one the standby."),
  /** The pipeline stopped because going on could lose data: a person must decide. */
  STOPPED(4, "The pipeline stopped because going on could lose data: a person must decide."),
  /** A server could not be reached in the time allowed. */
  UNAVAILABLE(5, "A server could not be reached in the time allowed."),
  /** A load test missed its objective, or changes did not arrive. */
  MISSED(6, "A load test missed its objective, or changes of it did not arrive."),
  /** An entity is paused, so that nothing can be said of it. */
  PAUSED(7, "An entity is paused by an operator: whether it agrees is not known until it goes on."),
  /** A defect of Tandem itself. */
  INTERNAL(70, "A defect of Tandem itself: please report it with the message and the stack trace.");

  private final int status;
  private final String meaning;

  ExitStatus(int status, String meaning) {
    this.status = status;
    this.meaning = meaning;
  }

  /** The number handed to the operating system. */
  public int status() {
    return status;
  }

  /** What the status tells, in one sentence. */
  public String meaning() {
    return meaning;
  }
}
