/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.postgres;

import dev.tandem.model.error.ErrorCode;
import dev.tandem.model.error.ExitStatus;

/** What can go wrong with PostgreSQL. */
public enum PostgresCode implements ErrorCode {
  /** No connection. */
  UNREACHABLE(
      "TD-PG-UNREACHABLE",
      "PostgreSQL does not answer, or ended the connection.",
      "Check targets.postgres.url and that the server runs; the sink goes on by itself once it does.",
      ExitStatus.UNAVAILABLE),
  /** No encrypted connection came about. */
  TLS(
      "TD-PG-TLS",
      "No encrypted connection to PostgreSQL came about.",
      "Check that targets.postgres.url names the server as its certificate does, that sslrootcert holds the authority that signed it, and that the server has ssl on.",
      ExitStatus.PROBLEMS),
  /** Wrong password, or no such role or database. */
  LOGIN(
      "TD-PG-LOGIN",
      "PostgreSQL refuses the login.",
      "Check user, password and database under targets.postgres, and pg_hba.conf on the server.",
      ExitStatus.PROBLEMS),
  /** A missing grant. */
  GRANT(
      "TD-PG-GRANT",
      "The role lacks a privilege.",
      "Grant what docs/operations.md lists for the sink's role; the sink goes on by itself once it is there.",
      ExitStatus.PROBLEMS),
  /** Disk full, too many connections, out of memory. */
  EXHAUSTED(
      "TD-PG-EXHAUSTED",
      "PostgreSQL is out of disk space, connections or memory.",
      "Give it more; the sink waits and goes on by itself. Nothing is lost while it waits.",
      ExitStatus.UNAVAILABLE),
  /** Read-only server. */
  READ_ONLY(
      "TD-PG-READ-ONLY",
      "PostgreSQL takes no writes: it is a standby, or was made read-only.",
      "Point targets.postgres.url at the primary (targetServerType=primary).",
      ExitStatus.UNAVAILABLE),
  /** Deadlock, serialization failure, lock timeout. */
  CONTENTION(
      "TD-PG-CONTENTION",
      "Another session held a lock too long.",
      "None needed: the batch is tried again. If it goes on, look for long transactions on the target tables.",
      ExitStatus.UNAVAILABLE),
  /** A table or column is missing. */
  TABLE(
      "TD-PG-TABLE",
      "A target table is missing, or has not the columns that the mapping makes.",
      "Run the statement that the message shows, or set targets.postgres.create: true.",
      ExitStatus.PROBLEMS),
  /** A database that does not hold every text. */
  ENCODING(
      "TD-PG-ENCODING",
      "The PostgreSQL database's encoding is not UTF8: it measures texts in bytes or cannot hold all of them, so that rows which fit would be refused.",
      "Make a database for the target with CREATE DATABASE ... ENCODING 'UTF8' TEMPLATE template0, and name it in targets.postgres.url; the encoding of one that is there cannot be changed.",
      ExitStatus.PROBLEMS),
  /** Another sink took over. */
  FENCED(
      "TD-SNK-FENCED",
      "Another sink has taken over a partition that this one was writing.",
      "None needed: nothing was written twice. Seen often, look for sinks that stall longer than the session timeout.",
      ExitStatus.FENCED),
  /** The topic is another one than the position belongs to. */
  TOPIC_REPLACED(
      "TD-SNK-TOPIC-REPLACED",
      "An entity topic is not the one that the target's position belongs to: it was deleted and created again.",
      "If that was on purpose, delete the topic's rows from tandem.sink_position; the new topic is then read from its"
          + " start.",
      ExitStatus.STOPPED),
  /** A shadow that cannot be made, compared or put in place. */
  SHADOW(
      "TD-PG-SHADOW",
      "A table beside one in use cannot be made, compared with it or put in its place.",
      "Nothing was changed. See the message: what hangs on the table must be dropped before a swap, and made again on"
          + " the new one.",
      ExitStatus.PROBLEMS),
  /** Anything else. */
  UNEXPECTED(
      "TD-PG-UNEXPECTED",
      "PostgreSQL answered with an error that Tandem does not know.",
      "See the message; the batch is tried again, and nothing is skipped.",
      ExitStatus.UNAVAILABLE);

  private final String code;
  private final String meaning;
  private final String remedy;
  private final ExitStatus exitStatus;

  PostgresCode(String code, String meaning, String remedy, ExitStatus exitStatus) {
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
