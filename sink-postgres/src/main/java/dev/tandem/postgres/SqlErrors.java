/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.postgres;

import dev.tandem.model.error.Causes;
import dev.tandem.model.target.BatchRefused;
import dev.tandem.model.target.Delivery;
import dev.tandem.model.target.TargetUnavailable;
import java.io.IOException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What an error of PostgreSQL means: whether it lies in the data of a batch or in the server's
 * state. The classes are those of the manual's appendix "PostgreSQL Error Codes".
 */
final class SqlErrors {
  /** Restrict (of foreign keys), foreign key, unique, exclusion: another row is in the way. */
  private static final Set<String> PASSING = Set.of("23001", "23503", "23505", "23P01");

  private static final String LOCK_NOT_AVAILABLE = "55P03";

  private SqlErrors() {}

  /** Whether it lies in a row, and no change that is still to come can help. */
  static boolean isRefusedForGood(SQLException e) {
    return isAboutData(state(e)) && !isPassing(state(e));
  }

  private static boolean isPassing(String state) {
    return PASSING.contains(state);
  }

  /** The exception to throw for a failed batch. */
  static RuntimeException ofBatch(SQLException e, PostgresConnection server) {
    String state = state(e);
    if (isPassing(state)) {
      return BatchRefused.forNow(code(e), reason(e), e);
    }
    if (isAboutData(state)) {
      return BatchRefused.forGood(code(e), reason(e), e);
    }
    return unavailable(e, server);
  }

  /** The exception to throw for a batch of which this change is known to be refused. */
  static BatchRefused of(Delivery culprit, SQLException e) {
    return BatchRefused.of(culprit, code(e), reason(e));
  }

  /** Whether another session holds what is needed, and did not let go of it in time. */
  static boolean isLocked(SQLException e) {
    return state(e).equals(LOCK_NOT_AVAILABLE);
  }

  /**
   * Whether tables may look otherwise than when they were last looked at: 42 something is not
   * there, of another type, or not permitted; 22P03 a column does not take the binary format of the
   * type that it had.
   */
  static boolean mayComeOfAnAlteredTable(SQLException e) {
    return state(e).startsWith("42") || state(e).equals("22P03");
  }

  private static String code(SQLException e) {
    return "TD-PG-" + state(e);
  }

  /**
   * 22 data exception, 23 constraint violation, 54 limit exceeded, P0001 what a trigger raises: all
   * else is the server's own state.
   */
  private static boolean isAboutData(String state) {
    return state.startsWith("22")
        || state.startsWith("23")
        || state.startsWith("54")
        || state.equals("P0001");
  }

  /** The exception to throw for anything that does not depend on a batch. */
  static TargetUnavailable unavailable(SQLException e, PostgresConnection server) {
    PostgresCode code = isAboutTls(e) ? PostgresCode.TLS : serverCode(state(e));
    return new TargetUnavailable(code, reason(e, server.where()) + " " + code.remedy(), e);
  }

  /** The driver says so in words only when the server has no TLS, or bears another name. */
  private static boolean isAboutTls(SQLException e) {
    return Causes.find(e, SSLException.class).isPresent()
        || Causes.say(
            e, "server does not support SSL", "could not be verified by hostnameverifier");
  }

  private static PostgresCode serverCode(String state) {
    if (state.isEmpty() || state.startsWith("08") || state.startsWith("57P")) {
      return PostgresCode.UNREACHABLE;
    } else if (state.startsWith("28") || state.equals("3D000")) {
      return PostgresCode.LOGIN;
    } else if (state.equals("42501")) {
      return PostgresCode.GRANT;
    } else if (state.startsWith("53")) {
      return PostgresCode.EXHAUSTED;
    } else if (state.equals("25006")) {
      return PostgresCode.READ_ONLY;
    } else if (state.startsWith("40")
        || state.equals(LOCK_NOT_AVAILABLE)
        || state.equals("57014")) {
      return PostgresCode.CONTENTION;
    } else if (state.equals("42P01") || state.equals("42703") || state.equals("3F000")) {
      return PostgresCode.TABLE;
    }
    return PostgresCode.UNEXPECTED;
  }

  private static String state(SQLException e) {
    return e.getSQLState() == null ? "" : e.getSQLState();
  }

  /** The server's message without its detail, which holds the row's values. */
  static String reason(SQLException e) {
    return reason(e, "PostgreSQL");
  }

  private static String reason(SQLException e, String server) {
    ServerErrorMessage message = answer(e);
    if (message == null || message.getMessage() == null) {
      return server + " does not answer (" + trouble(e) + ").";
    }
    String where = message.getConstraint() == null ? "" : ", constraint " + message.getConstraint();
    String table = message.getTable() == null ? "" : ", table " + message.getTable();
    return server
        + " answers "
        + state(e)
        + (isAboutData(state(e)) ? "" : " '" + message.getMessage() + "'")
        + table
        + where
        + ".";
  }

  /** What the server said of it; null when it is not the server's. */
  static @Nullable ServerErrorMessage answer(SQLException e) {
    return e instanceof PSQLException answered ? answered.getServerErrorMessage() : null;
  }

  /** What the network says, which holds no row's value. */
  private static String trouble(SQLException e) {
    if (isAboutTls(e)) {
      return Causes.firstLine(Causes.root(e).getMessage());
    }
    for (Throwable cause : Causes.of(e)) {
      if (cause instanceof UnknownHostException) {
        return "no such host";
      } else if (cause instanceof IOException) {
        return String.valueOf(cause.getMessage());
      }
    }
    return e.getClass().getSimpleName() + " " + state(e);
  }
}
