/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.replay;

import dev.tandem.model.error.ErrorCode;
import dev.tandem.model.error.ExitStatus;

/** Why rows cannot be published as a changed mapping makes them. */
public enum MappingCode implements ErrorCode {
  /** Their versions would not beat those that are there. */
  REVISION(
      "TD-MAP-REVISION",
      "The mapping's revision is not above the one under which rows were made that it changes: their versions would not beat those that are there.",
      "Raise 'revision' in the file by one, start the transform and the sinks anew with it, and apply it then.",
      ExitStatus.PROBLEMS),
  /** Newer changes would still be mapped otherwise. */
  RUNNING(
      "TD-MAP-RUNNING",
      "The transform does not run under the file's revision, or does not tell under which it runs: newer changes would not be mapped as these rows.",
      "Start every transform anew with this file; one that was killed counts for 20 seconds.",
      ExitStatus.PROBLEMS),
  /** One raw record does not tell what they are. */
  JOINED(
      "TD-MAP-JOINED",
      "The entity is made of several tables, and what a changed mapping makes of it cannot be told from one raw topic.",
      "Run './tandem preview' for what becomes of its rows, and './tandem resnapshot' with the entity's name to have all of them mapped anew.",
      ExitStatus.PROBLEMS),
  /** The former rows would stay. */
  PLACE(
      "TD-MAP-PLACE",
      "The mapping gives rows other keys, or other places in DynamoDB, and what lies under the former ones would stay.",
      "Give the entity another name, so that it gets a topic and tables of its own, and fill them by './tandem resnapshot'; or delete its rows at the targets and run that.",
      ExitStatus.PROBLEMS);

  private final String code;
  private final String meaning;
  private final String remedy;
  private final ExitStatus exitStatus;

  MappingCode(String code, String meaning, String remedy, ExitStatus exitStatus) {
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
