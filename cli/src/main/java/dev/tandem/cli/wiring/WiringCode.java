/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.wiring;

import dev.tandem.model.error.ErrorCode;
import dev.tandem.model.error.ExitStatus;

/** What can go wrong between the parts of a pipeline. */
public enum WiringCode implements ErrorCode {
  /** The pipeline does not move. */
  BEHIND(
      "TD-VER-BEHIND",
      "A command waits for a process of the pipeline that does not come on.",
      "Start that process, or read in its log what it waits for.",
      ExitStatus.UNAVAILABLE),
  /** An operator has paused what is waited for. */
  PAUSED(
      "TD-VER-PAUSED",
      "A command waits for an entity that is paused at a target.",
      "Let it go on by './tandem resume --entity', then repeat the command.",
      ExitStatus.PAUSED),
  /** Two tables that would be one entity. */
  CLASH(
      "TD-CLI-CLASH",
      "Two tables that patterns take would become one entity.",
      "Name one of them in an entity of its own, or leave it out with except:.",
      ExitStatus.PROBLEMS),
  /** State that cannot be kept. */
  STATE(
      "TD-CLI-STATE",
      "The folder in which the transform keeps what it joins cannot be written.",
      "Let the user that runs it write there, or name another folder with state.folder; what lies in it is made anew from Kafka.",
      ExitStatus.PROBLEMS),
  /** A key of another form than the table's. */
  KEY(
      "TD-CLI-KEY",
      "A key that was asked for is not of the form that the table's keys have.",
      "Write the values of its columns in that order, separated by commas.",
      ExitStatus.PROBLEMS),
  /** The source is not set up for capture. */
  SOURCE(
      "TD-CAP-PREFLIGHT",
      "The source is not set up as capture needs it.",
      "Run the statements that the message shows; './tandem check' tells whether all is well.",
      ExitStatus.PROBLEMS);

  private final String code;
  private final String meaning;
  private final String remedy;
  private final ExitStatus exitStatus;

  WiringCode(String code, String meaning, String remedy, ExitStatus exitStatus) {
    this.code = code;
    this.meaning = meaning;
    this.remedy = remedy;
    this.exitStatus = exitStatus;
  }

  @Override
  public String code() {
    return code;
  }

  @Override
  public String meaning() {
    return meaning;
  }

  @Override
  public String remedy() {
    return remedy;
  }

  @Override
  public ExitStatus exitStatus() {
    return exitStatus;
  }
}
