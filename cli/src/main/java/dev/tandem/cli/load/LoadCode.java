/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.load;

import dev.tandem.model.error.ErrorCode;
import dev.tandem.model.error.ExitStatus;

/** What can go wrong with a load test. */
public enum LoadCode implements ErrorCode {
  /** The database is not the sample. */
  FOREIGN(
      "TD-LOAD-FOREIGN",
      "The database is not the sample database, and a load test writes into no other.",
      "Name the sample database with --database, or have it made with --create on a server that has no database of its name.",
      ExitStatus.PROBLEMS),
  /** The sample database cannot be reached as a load needs it. */
  SOURCE(
      "TD-LOAD-SOURCE",
      "A load test cannot write to the source in the way that the file describes it.",
      "Do what the message says.",
      ExitStatus.PROBLEMS),
  /** No change could be seen at a target. */
  UNPROBED(
      "TD-LOAD-UNPROBED",
      "No target takes a table of the sample database so that a change could be recognised there.",
      "Map a table of the sample database with its column Revision as a whole number.",
      ExitStatus.PROBLEMS),
  /** The report cannot be written. */
  REPORT(
      "TD-LOAD-REPORT",
      "The report of a load test cannot be written.",
      "Name a folder with --report that can be written.",
      ExitStatus.PROBLEMS),
  /** Changes did not arrive. */
  LOST(
      "TD-LOAD-LOST",
      "Changes of a load test did not arrive at a target within a minute after its end.",
      "Look into the dead letters and the logs of the sinks; './tandem verify' tells what is missing.",
      ExitStatus.MISSED),
  /** The objective was missed. */
  OBJECTIVE(
      "TD-LOAD-OBJECTIVE",
      "A load test missed its objective.",
      "See in the report when and at which target; lower --rate until it is met to find what the pipeline can do.",
      ExitStatus.MISSED);

  private final String code;
  private final String meaning;
  private final String remedy;
  private final ExitStatus exitStatus;

  LoadCode(String code, String meaning, String remedy, ExitStatus exitStatus) {
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
