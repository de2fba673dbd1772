/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.value;

/** What a client gets instead of a result: SQL Server's number and text. */
public final class SqlServerError extends RuntimeException {
  /** A statement that the server does not understand. */
  public static final int SYNTAX = 102;

  private static final int DEADLOCK = 1205;
  private static final int DEADLOCK_CLASS = 13;
  private static final int USUAL_CLASS = 16;

  private final int number;
  private final boolean notImitated;

  /** What a real server would say as well. */
  public SqlServerError(int number, String message) {
    this(number, message, false);
  }

  private SqlServerError(int number, String message, boolean notImitated) {
    super(message);
    this.number = number;
    this.notImitated = notImitated;
  }

  /** What a real server might well know, but the double does not. */
  public static SqlServerError notImitated(int number, String message) {
    return new SqlServerError(number, message, true);
  }

  /** The same with the statement in its text. */
  public SqlServerError in(String statement) {
    return new SqlServerError(number, getMessage() + " Statement: " + statement, notImitated);
  }

  public boolean isNotImitated() {
    return notImitated;
  }

  public int number() {
    return number;
  }

  /** What TDS calls the class of an error, and T-SQL its level. */
  public int level() {
    return number == DEADLOCK ? DEADLOCK_CLASS : USUAL_CLASS;
  }

  /** Whether the session's transaction is rolled back with it. */
  public boolean endsTransaction() {
    return number == DEADLOCK;
  }

  public static SqlServerError deadlock() {
    return new SqlServerError(
        DEADLOCK,
        "Transaction was deadlocked on lock resources with another process and has been chosen as"
            + " the deadlock victim. Rerun the transaction.");
  }
}
