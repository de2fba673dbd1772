/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import dev.tandem.model.error.ErrorCode;
import dev.tandem.model.error.ExitStatus;

/** What can stop capture. */
public enum CaptureCode implements ErrorCode {
  /** Another capture is at work. */
  FENCED(
      "TD-CAP-FENCED",
      "Another capture of this pipeline has taken over.",
      "None needed: nothing was lost or published twice. Started again, this one stands by for the other.",
      ExitStatus.FENCED),
  /** The log was purged. */
  LOG_GONE(
      "TD-CAP-LOG-GONE",
      "The source has purged transactions from its log that capture has not read.",
      "Take a fresh snapshot: docs/operations.md, 'A fresh snapshot'. Keep the log longer"
          + " (MySQL: binlog_expire_logs_seconds; SQL Server: sys.sp_cdc_change_job).",
      ExitStatus.STOPPED),
  /** Another server, or one that lost its past. */
  IDENTITY(
      "TD-CAP-IDENTITY",
      "The server does not know transactions that capture has already read from it: it is another server, or was"
          + " restored from a backup.",
      "Point the source's host at the right server; if this is the right one, take a fresh snapshot"
          + " (docs/operations.md, 'A fresh snapshot').",
      ExitStatus.STOPPED),
  /** A table was truncated, and the policy leaves it to a person. */
  TRUNCATED(
      "TD-CAP-TRUNCATED",
      "A table was truncated at the source, and on_truncate is stop.",
      "To delete its rows at the targets as well, set source.mysql.on_truncate: apply and start capture"
          + " again: it goes on at this very place.",
      ExitStatus.STOPPED),
  /** A table without its history. */
  ADDED(
      "TD-CAP-ADDED",
      "A table was added to the file after others had been captured: its changes are read from now on, but not"
          + " the rows that it held before.",
      "Have its rows read by './tandem resnapshot --entity' while everything runs (docs/operations.md, 'Adding an"
          + " entity').",
      ExitStatus.OK),
  /** The heartbeat's row is not written. */
  HEARTBEAT(
      "TD-CAP-HEARTBEAT",
      "The heartbeat is not written at the source, so what status tells of freshness only grows; capture goes on.",
      "Mend what the message names; the heartbeat is tried again at its next time. './tandem check' prints what its"
          + " table and grants must be.",
      ExitStatus.DIFFERENT),

  /** A record above the limit. */
  TOO_BIG(
      "TD-CAP-TOO-BIG",
      "A change is larger than Kafka takes.",
      "Raise max.message.bytes of the raw topic and message.max.bytes of the brokers, or leave the column out at the"
          + " source.",
      ExitStatus.STOPPED),
  /** A request that cannot be answered. */
  REQUEST(
      "TD-CAP-REQUEST",
      "Capture was asked to read rows again of a table that it cannot find rows of.",
      "Capture goes on. Only rows of tables that the mapping names, with a key, can be read again; others take a fresh"
          + " snapshot (docs/operations.md, 'A fresh snapshot').",
      ExitStatus.PROBLEMS),
  /** The engine fails again and again. */
  ENGINE(
      "TD-CAP-ENGINE",
      "The connector stops with the same error whenever it is started.",
      "See the message: it names the table or the statement. Nothing is published beyond it.",
      ExitStatus.STOPPED),
  /** A connection that ended without a word. */
  SILENT(
      "TD-CAP-SILENT",
      "The connector is silent, not even heartbeats come: the source has dropped its connection.",
      "None needed: capture connects anew and goes on. Seen often, look at the network between them.",
      ExitStatus.UNAVAILABLE),
  /** Time zone of the JVM. */
  TIME_ZONE(
      "TD-CAP-TIME-ZONE",
      "The JVM does not run in UTC, in which case snapshot and log spell times differently.",
      "Start capture with -Duser.timezone=UTC, as the launcher does.",
      ExitStatus.PROBLEMS);

  private final String code;
  private final String meaning;
  private final String remedy;
  private final ExitStatus exitStatus;

  CaptureCode(String code, String meaning, String remedy, ExitStatus exitStatus) {
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
