/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.mysql;

import dev.tandem.model.error.ErrorCode;
import dev.tandem.model.error.ExitStatus;

/** What can be wrong with a MySQL source. */
public enum MySqlCode implements ErrorCode {
  /** Nobody answers, or the connection broke; trying again can help. */
  UNREACHABLE(
      "TD-MYS-UNREACHABLE",
      "The MySQL server does not answer, or the connection to it broke.",
      "Check source.mysql host and port, that the server runs, and that no firewall is in between.",
      ExitStatus.UNAVAILABLE),
  /** The server does not accept the user, or forbids a statement. */
  DENIED(
      "TD-MYS-DENIED",
      "The MySQL server refuses the user, or forbids what it asked for.",
      "Check user and password, and run the GRANT statements that tandem check prints.",
      ExitStatus.PROBLEMS),
  /** No encrypted connection came about. */
  TLS(
      "TD-MYS-TLS",
      "No TLS connection to the MySQL server came about.",
      "Check that the server offers TLS, that its certificate is trusted, and that it names the host.",
      ExitStatus.PROBLEMS),
  /** A statement failed for a reason of its own. */
  STATEMENT(
      "TD-MYS-STATEMENT",
      "The MySQL server could not carry out a statement.",
      "Read the server's message; the server's error log may say more.",
      ExitStatus.STOPPED),
  /** A value that cannot be read as its column's type. */
  VALUE(
      "TD-MYS-VALUE",
      "A value does not fit the type that the catalogue gives its column.",
      "Start again: the table was altered meanwhile; if it was not, please report a defect.",
      ExitStatus.STOPPED),
  /** Another product, or too old a release. */
  VERSION(
      "TD-MYS-VERSION",
      "The server is no MySQL 8.",
      "Upgrade the server, or read from a replica of MySQL 8.",
      ExitStatus.PROBLEMS),
  /** A database is not there. */
  DATABASE(
      "TD-MYS-DATABASE",
      "A database to capture does not exist, or the user may not see it.",
      "Correct source.mysql.databases, or grant SELECT on it.",
      ExitStatus.PROBLEMS),
  /** A table is not there. */
  TABLE(
      "TD-MYS-TABLE",
      "A table does not exist.",
      "Correct the name after from:, or create the table.",
      ExitStatus.PROBLEMS),
  /** A server variable has a value under which changes would be lost. */
  SETTING(
      "TD-MYS-SETTING",
      "A setting of the MySQL server would lose changes, or what is in them.",
      "Set it as the problem says, and also in the server's option file.",
      ExitStatus.PROBLEMS),
  /** The binary log is kept too short. */
  RETENTION(
      "TD-MYS-RETENTION",
      "The MySQL server deletes its binary log sooner than a restart may take.",
      "Raise binlog_expire_logs_seconds.",
      ExitStatus.PROBLEMS),
  /** The user lacks a privilege. */
  PRIVILEGE(
      "TD-MYS-PRIVILEGE",
      "The user lacks a privilege that capture needs.",
      "Run the GRANT statement that the problem prints.",
      ExitStatus.PROBLEMS),
  /** The heartbeat cannot be written. */
  HEARTBEAT(
      "TD-MYS-HEARTBEAT",
      "The user may not write the heartbeat's row; capture runs without, and freshness is not known.",
      "Run the GRANT statement that the problem prints.",
      ExitStatus.DIFFERENT),
  /** A table has no key. */
  NO_KEY(
      "TD-MYS-NO-KEY",
      "A table has nothing that identifies a row.",
      "Give the table a primary key, name unique columns with key: [column, ...], or write key: all.",
      ExitStatus.PROBLEMS),
  /** Declared key columns do not identify a row. */
  KEY_COLUMNS(
      "TD-MYS-KEY-COLUMNS",
      "The columns named with key: do not identify a row.",
      "Name columns that exist, are NOT NULL and have a unique index of their own.",
      ExitStatus.PROBLEMS),
  /** A key of a type whose values have no one spelling. */
  KEY_TYPE(
      "TD-MYS-KEY-TYPE",
      "A key column has a type whose equality is not exact.",
      "Name other unique columns with key: [column, ...].",
      ExitStatus.PROBLEMS),
  /** Rows that are their own key, and are there more than once. */
  DUPLICATE_ROWS(
      "TD-MYS-DUPLICATE-ROWS",
      "Rows of a table with key: all are equal to each other.",
      "Delete the copies, or add a column that tells them apart.",
      ExitStatus.PROBLEMS),
  /** A column type that is not carried. */
  COLUMN_TYPE(
      "TD-MYS-COLUMN-TYPE",
      "A column has a type that Tandem does not carry.",
      "Convert the column, or leave its table out.",
      ExitStatus.PROBLEMS),
  /** Another replica has the number that capture would use. */
  SERVER_ID(
      "TD-MYS-SERVER-ID",
      "Another replica uses the server id that capture is to use; they would throw each other out.",
      "Set source.mysql.server_id to a number that no replica has.",
      ExitStatus.PROBLEMS),
  /** Values that capture cannot deliver as they are, or that a target refuses. */
  RISKY_VALUE(
      "TD-MYS-RISKY-VALUE",
      "A risk: a column holds values that change on their way, or are refused.",
      "Mend the rows at the source, or change the mapping as the message says.",
      ExitStatus.OK),
  /** A declared type that does not hold what the column holds. */
  RISKY_TYPE(
      "TD-MYS-RISKY-TYPE",
      "A risk: the type of a field does not hold every value of its column.",
      "Declare the type that the message names, or mend the rows at the source.",
      ExitStatus.OK),
  /** A key that is one only under a condition. */
  RISKY_KEY(
      "TD-MYS-RISKY-KEY",
      "A risk: a key column is transformed, or of a type that is not spelled or renamed safely.",
      "Keep to what the message says.",
      ExitStatus.OK),
  /** Changes that the log does not show. */
  CASCADE(
      "TD-MYS-CASCADE",
      "A risk: a foreign key lets MySQL change rows without a line in its log.",
      "Map the parent's table, too, and leave source.mysql.cascades at emulate; verify finds the rows until then.",
      ExitStatus.OK);

  private final String code;
  private final String meaning;
  private final String remedy;
  private final ExitStatus exitStatus;

  MySqlCode(String code, String meaning, String remedy, ExitStatus exitStatus) {
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
