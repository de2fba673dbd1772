/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import dev.tandem.model.error.ErrorCode;
import dev.tandem.model.error.ExitStatus;

/** What can go wrong before or around a command's work. */
enum CliCode implements ErrorCode {
  /** The file is not clean. */
  FILE(
      "TD-CLI-FILE",
      "The file that describes the pipeline has problems.",
      "Mend each line that the message lists; docs/configuration.md explains every key.",
      ExitStatus.PROBLEMS),
  /** A server is left out that only one command embeds. */
  EMBEDDED_ONLY(
      "TD-CLI-EMBEDDED",
      "The file leaves out a server, and this command does not bring one along.",
      "Name the server in the file, or use './tandem run'.",
      ExitStatus.PROBLEMS),
  /** No entity goes to the sink's target. */
  NOTHING_TO_DO(
      "TD-CLI-NOTHING",
      "No entity of the file goes to this sink's target.",
      "Add the target under 'to' of an entity, or do not start this sink.",
      ExitStatus.PROBLEMS),
  /** No entity of that name, or not one alone. */
  ENTITY(
      "TD-CLI-ENTITY",
      "The command wants one entity of the file by its name.",
      "Write --entity and a name that the message lists, such as lending.customer.",
      ExitStatus.PROBLEMS),
  /** Letters that are not there, or none named. */
  LETTERS(
      "TD-CLI-LETTERS",
      "The command wants dead letters that are open.",
      "Name them by number, --entity or --code, or all of them by --all; './tandem dead-letters list --each' shows them.",
      ExitStatus.PROBLEMS),
  /** A replay that nobody can make out. */
  REPLAY(
      "TD-CLI-REPLAY",
      "The command cannot make out what is to be replayed.",
      "'./tandem replay --help' shows how each option is written.",
      ExitStatus.PROBLEMS),
  /** No host and port. */
  HTTP(
      "TD-CLI-HTTP",
      "What follows --http is no address.",
      "Write a port, or a host and a port as in 0.0.0.0:8480; an IPv6 address in brackets.",
      ExitStatus.PROBLEMS),
  /** No token that could be relied on. */
  HTTP_TOKEN(
      "TD-CLI-HTTP-TOKEN",
      "The file with the token for orders at the status page cannot be used.",
      "Write one that nobody can guess into it, such as by 'openssl rand -hex 24', and let nobody else read the file.",
      ExitStatus.PROBLEMS),
  /** No format of the log. */
  LOG_FORMAT(
      "TD-CLI-LOG-FORMAT",
      "TANDEM_LOG_FORMAT names no format of the log.",
      "Set it to text or json, or leave it out, which means text.",
      ExitStatus.PROBLEMS),
  /** Something must be mended at a server. */
  PREFLIGHT(
      "TD-CLI-PREFLIGHT",
      "A server is not set up as the pipeline needs it.",
      "Mend each line that the message lists; './tandem check' tells whether all is well.",
      ExitStatus.PROBLEMS),
  /** The demo ended badly. */
  DEMO(
      "TD-CLI-DEMO",
      "The demo could not do its work.",
      "See the message; the servers' logs lie in the folder that it names.",
      ExitStatus.INTERNAL);

  private final String code;
  private final String meaning;
  private final String remedy;
  private final ExitStatus exitStatus;

  CliCode(String code, String meaning, String remedy, ExitStatus exitStatus) {
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
