/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending;

import dev.tandem.model.error.ErrorCode;
import dev.tandem.model.error.ExitStatus;

/** What can go wrong with the sample database. */
public enum LendingCode implements ErrorCode {
  /** A database of the sample's name is there already. */
  EXISTS(
      "TD-LND-EXISTS",
      "The server has a database of the sample's name already.",
      "Use another server, or drop that database if nobody needs it.",
      ExitStatus.PROBLEMS),
  /** The server cannot be reached. */
  UNREACHABLE(
      "TD-LND-UNREACHABLE",
      "The sample's server cannot be reached, or does not let us in.",
      "Check host, port, user and password, and that the server runs.",
      ExitStatus.UNAVAILABLE),
  /** The server refuses a statement. */
  STATEMENT(
      "TD-LND-STATEMENT",
      "The sample's server refuses a statement.",
      "Check that the user may create and write the sample database, and that it is MySQL 8.0.12 or SQL Server 2016 SP1 or later.",
      ExitStatus.PROBLEMS);

  private final String code;
  private final String meaning;
  private final String remedy;
  private final ExitStatus exitStatus;

  LendingCode(String code, String meaning, String remedy, ExitStatus exitStatus) {
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
