/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver;

import dev.tandem.model.error.ErrorCode;
import dev.tandem.model.error.ExitStatus;

/** What can be wrong with a SQL Server source. */
public enum SqlServerCode implements ErrorCode {
  /** Nobody answers, or the connection broke; trying again can help. */
  UNREACHABLE(
      "TD-SQS-UNREACHABLE",
      "The SQL Server does not answer, or the connection to it broke.",
      "Check source.sqlserver host and port, that the server runs and listens on TCP, and that no firewall is in between.",
      ExitStatus.UNAVAILABLE),
  /** The server does not accept the login, or forbids a statement. */
  DENIED(
      "TD-SQS-DENIED",
      "The SQL Server refuses the login, or forbids what it asked for.",
      "Check user, password and login, and run the script that tandem check prints.",
      ExitStatus.PROBLEMS),
  /** No encrypted connection came about. */
  TLS(
      "TD-SQS-TLS",
      "No TLS connection to the SQL Server came about.",
      "Check that its certificate is trusted (source.sqlserver.tls.truststore) and bears the host's name.",
      ExitStatus.PROBLEMS),
  /** A statement failed for a reason of its own. */
  STATEMENT(
      "TD-SQS-STATEMENT",
      "The SQL Server could not carry out a statement.",
      "Read the server's message; the server's error log may say more.",
      ExitStatus.STOPPED),
  /** A value that cannot be read as its column's type. */
  VALUE(
      "TD-SQS-VALUE",
      "A value does not fit the type that the catalogue gives its column.",
      "Start again: the table was altered meanwhile; if it was not, please report a defect.",
      ExitStatus.STOPPED),
  /** Another product, or too old a release, or an edition without change data capture. */
  VERSION(
      "TD-SQS-VERSION",
      "The server is no SQL Server that can capture changes.",
      "Use SQL Server 2016 SP1 or later, in the Standard, Enterprise or Developer edition.",
      ExitStatus.PROBLEMS),
  /** A database is not there. */
  DATABASE(
      "TD-SQS-DATABASE",
      "A database to capture does not exist, or the login has no user in it.",
      "Correct source.sqlserver.databases, or run the script that tandem check prints.",
      ExitStatus.PROBLEMS),
  /** A table is not there. */
  TABLE(
      "TD-SQS-TABLE",
      "A table does not exist.",
      "Correct the name after from:, or create the table.",
      ExitStatus.PROBLEMS),
  /** Change data capture is not enabled for a database or table. */
  CDC(
      "TD-SQS-CDC",
      "Change data capture is not enabled for a database or a table.",
      "Have the DBA run the script that tandem check prints.",
      ExitStatus.PROBLEMS),
  /** SQL Server Agent, which fills the change tables, does not run. */
  AGENT(
      "TD-SQS-AGENT",
      "SQL Server Agent does not run, or its capture job does not: no change is captured meanwhile.",
      "Start SQL Server Agent, and look at the history of the job cdc.<database>_capture.",
      ExitStatus.UNAVAILABLE),
  /** Changes are kept too short a time. */
  RETENTION(
      "TD-SQS-RETENTION",
      "The clean-up job deletes changes sooner than a restart may take.",
      "Raise the retention with sys.sp_cdc_change_job, as the problem says.",
      ExitStatus.PROBLEMS),
  /** The login lacks a permission. */
  PERMISSION(
      "TD-SQS-PERMISSION",
      "The login lacks a permission that capture needs.",
      "Have the DBA run the script that tandem check prints.",
      ExitStatus.PROBLEMS),
  /** The heartbeat cannot be written. */
  HEARTBEAT(
      "TD-SQS-HEARTBEAT",
      "The login may not write the heartbeat's row; capture runs without, and freshness is not known.",
      "Have the DBA run the GRANT statement that the problem prints.",
      ExitStatus.DIFFERENT),
  /** A table has no key. */
  NO_KEY(
      "TD-SQS-NO-KEY",
      "A table has nothing that identifies a row.",
      "Give the table a primary key, name unique columns with key: [column, ...], or write key: all.",
      ExitStatus.PROBLEMS),
  /** Declared key columns do not identify a row. */
  KEY_COLUMNS(
      "TD-SQS-KEY-COLUMNS",
      "The columns named with key: do not identify a row.",
      "Name columns that exist, are NOT NULL and have a unique index of their own.",
      ExitStatus.PROBLEMS),
  /** A key of a type whose values have no one spelling. */
  KEY_TYPE(
      "TD-SQS-KEY-TYPE",
      "A key column has a type whose equality is not exact.",
      "Name other unique columns with key: [column, ...].",
      ExitStatus.PROBLEMS),
  /** A column type that is not carried, or a column that the log does not hold. */
  COLUMN_TYPE(
      "TD-SQS-COLUMN-TYPE",
      "A column has a type that Tandem does not carry, or is computed, which change data capture leaves NULL.",
      "Leave the column out with drop:, convert it, or compute it in the mapping.",
      ExitStatus.PROBLEMS),
  /** A column of the table that its capture instance does not have. */
  COLUMN_UNCAPTURED(
      "TD-SQS-COLUMN-UNCAPTURED",
      "A risk: a column was added to a table, and its capture instance does not have it: its values do not arrive.",
      "Run the statements that the message shows; capture moves to the second instance by itself.",
      ExitStatus.OK),
  /** The snapshot's isolation. */
  ISOLATION(
      "TD-SQS-ISOLATION",
      "A risk: the database does not allow snapshot isolation, so a snapshot reads its tables at different moments.",
      "Run ALTER DATABASE ... SET ALLOW_SNAPSHOT_ISOLATION ON, as the script does.",
      ExitStatus.OK),
  /** A use of a column that needs values which change data capture does not have. */
  OLD_VALUE(
      "TD-SQS-OLD-VALUE",
      "A condition or a DynamoDB key needs the old value of a TEXT, NTEXT or IMAGE, which change data capture never has.",
      "Do without the column there, or convert it to VARCHAR(MAX), NVARCHAR(MAX) or VARBINARY(MAX).",
      ExitStatus.PROBLEMS),
  /** A capture instance without a role. */
  OPEN_CHANGES(
      "TD-SQS-OPEN-CHANGES",
      "A risk: everybody who may read a table may also read its change table.",
      "Give the table's next capture instance a role, as the script does.",
      ExitStatus.OK),
  /** Values that a target cannot have as they are. */
  RISKY_VALUE(
      "TD-SQS-RISKY-VALUE",
      "A risk: a column holds values that change on their way, or mean something only at the source.",
      "Change the mapping or the column as the message says.",
      ExitStatus.OK),
  /** A declared type that does not hold what the column holds. */
  RISKY_TYPE(
      "TD-SQS-RISKY-TYPE",
      "A risk: the type of a field takes no value of its column.",
      "Declare the type that the message names.",
      ExitStatus.OK),
  /** A key that is one only under a condition. */
  RISKY_KEY(
      "TD-SQS-RISKY-KEY",
      "A risk: a key is transformed, compared without case at the source, or made of rows that may be equal.",
      "Keep to what the message says.",
      ExitStatus.OK);

  private final String code;
  private final String meaning;
  private final String remedy;
  private final ExitStatus exitStatus;

  SqlServerCode(String code, String meaning, String remedy, ExitStatus exitStatus) {
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
