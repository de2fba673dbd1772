/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.local;

import dev.tandem.model.error.ErrorCode;
import dev.tandem.model.error.ExitStatus;

/** What can go wrong with the embedded servers. */
public enum LocalCode implements ErrorCode {
  /** The embedded databases exist for 64-bit Intel and AMD Linux only. */
  PLATFORM(
      "TD-LOC-PLATFORM",
      "The embedded databases run on 64-bit Intel and AMD Linux with glibc only.",
      "Name your own servers in tandem.yaml, or start the servers with docker compose.",
      ExitStatus.PROBLEMS),
  /** A server needs a shared library that this machine lacks. */
  LIBRARY(
      "TD-LOC-LIBRARY",
      "A server needs a shared library that this machine lacks and that could not be fetched.",
      "Install it as the message says.",
      ExitStatus.PROBLEMS),
  /** A server's program is not where it should be. */
  BINARIES(
      "TD-LOC-BINARIES",
      "A server's program is not there.",
      "Build or name it as the message says.",
      ExitStatus.PROBLEMS),
  /** A server did not start, or not in time. */
  START(
      "TD-LOC-START",
      "An embedded server did not start.",
      "Read the last lines of its log in the message; the whole log is in its folder.",
      ExitStatus.UNAVAILABLE),
  /** A stopped server cannot come back on its port. */
  PORT(
      "TD-LOC-PORT",
      "Another program has taken the port of a stopped embedded server.",
      "Stop that program, or start Tandem anew: it picks another port.",
      ExitStatus.UNAVAILABLE),
  /** The disk is full. */
  DISK(
      "TD-LOC-DISK",
      "There is no room left for an embedded server's programs or data.",
      "Free some space, or use a folder on another disk.",
      ExitStatus.PROBLEMS),
  /** Another process uses the folder. */
  IN_USE(
      "TD-LOC-IN-USE",
      "Another process has its servers in this folder.",
      "Stop that process, or use another folder.",
      ExitStatus.PROBLEMS),
  /** The folder cannot be written. */
  FOLDER(
      "TD-LOC-FOLDER",
      "A folder of the embedded servers cannot be made or written.",
      "Make it writable, or use another folder.",
      ExitStatus.PROBLEMS),
  /** PostgreSQL does not run as root. */
  ROOT(
      "TD-LOC-ROOT",
      "PostgreSQL refuses to run as root, and no other user could be taken on.",
      "Start Tandem as an ordinary user, or name your own PostgreSQL in tandem.yaml.",
      ExitStatus.PROBLEMS);

  private final String code;
  private final String meaning;
  private final String remedy;
  private final ExitStatus exitStatus;

  LocalCode(String code, String meaning, String remedy, ExitStatus exitStatus) {
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
