/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver;

import dev.tandem.model.error.Causes;
import dev.tandem.model.error.TandemException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/**
 * Tells what a failure of the driver or server means to a user.
 *
 * @see <a
 *     href="https://learn.microsoft.com/en-us/sql/relational-databases/errors-events/database-engine-events-and-errors">the
 *     server's errors</a>
 */
public final class SqlServerFailure {
  /** Permission denied on an object, database, server or job; login failed or not allowed. */
  private static final Set<Integer> DENIED =
      Set.of(
          229, 230, 262, 297, 300, 916, 4064, 15247, 15562, 18452, 18456, 18470, 18486, 18487,
          18488, 22904);

  /** Shutting down, killed, no more connections or memory, a replica that moves, a deadlock. */
  private static final Set<Integer> PASSING =
      Set.of(
          596, 601, 701, 802, 921, 922, 927, 945, 976, 978, 979, 983, 1205, 1222, 3906, 3960, 3961,
          4060, 6001, 6005, 8645, 8651, 9001, 10053, 10054, 10060, 10928, 10929, 17142, 17148,
          17187, 17188, 17189, 18401, 40197, 40501, 40613, 49918, 49919, 49920);

  /** What went wrong, within the driver's advice on networks. */
  private static final Pattern WITHIN = Pattern.compile("Error: \"(.+?)\\. Verify the connection");

  private static final Set<Integer> NO_TABLE = Set.of(208);
  private static final Set<Integer> NO_DATABASE = Set.of(911, 942);

  private SqlServerFailure() {}

  /**
   * The failure as a user is told of it.
   *
   * @param doing completes "could not", for example {@code read table a.b.c}
   */
  public static TandemException of(SQLException failure, String doing, SqlServerConnection server) {
    SqlServerCode code = code(failure);
    String sentence =
        "SQL Server at "
            + server.host()
            + ':'
            + server.port()
            + ": could not "
            + doing
            + " as "
            + server.login()
            + ": "
            + reason(failure, code)
            + ". "
            + code.remedy();
    return new TandemException(code, sentence, failure);
  }

  /** Whether trying the same thing again later can help. */
  public static boolean passes(SQLException failure) {
    return code(failure) == SqlServerCode.UNREACHABLE;
  }

  /** The kind of failure. */
  public static SqlServerCode code(SQLException failure) {
    int error = failure.getErrorCode();
    if (Causes.find(failure, SSLException.class).isPresent() || isTlsRefusal(failure)) {
      return SqlServerCode.TLS;
    } else if (DENIED.contains(error)) {
      return SqlServerCode.DENIED;
    } else if (NO_TABLE.contains(error)) {
      return SqlServerCode.TABLE;
    } else if (NO_DATABASE.contains(error)) {
      return SqlServerCode.DATABASE;
    }
    boolean gone = isCutOff(failure) || PASSING.contains(error);
    return gone ? SqlServerCode.UNREACHABLE : SqlServerCode.STATEMENT;
  }

  /** In the middle of a value the driver hides it behind a failure without a state. */
  private static boolean isCutOff(SQLException failure) {
    return Causes.of(failure).stream()
        .anyMatch(
            cause ->
                cause instanceof SQLException sql
                    && String.valueOf(sql.getSQLState()).startsWith("08"));
  }

  /** The driver wraps what goes wrong with TLS in an exception of its own. */
  private static boolean isTlsRefusal(SQLException failure) {
    return Causes.say(failure, "PKIX path", "Secure Sockets Layer (SSL)");
  }

  private static String reason(SQLException failure, SqlServerCode code) {
    if (Causes.find(failure, UnknownHostException.class).isPresent()) {
      return "no such host";
    }
    if (code == SqlServerCode.UNREACHABLE || code == SqlServerCode.TLS) {
      return firstLine(Causes.root(failure));
    }
    if (code == SqlServerCode.STATEMENT) {
      // The server's own words may quote a value that was asked for (invariant 8).
      return "error " + failure.getErrorCode() + ", SQL state " + failure.getSQLState();
    }
    return firstLine(failure) + " (error " + failure.getErrorCode() + ')';
  }

  /** Without the driver's advice and the number of the connection. */
  private static String firstLine(Throwable failure) {
    String whole = String.valueOf(failure.getMessage());
    Matcher within = WITHIN.matcher(whole);
    String message = within.find() ? within.group(1) : whole;
    int id = message.indexOf(" ClientConnectionId:");
    return Causes.firstLine(id < 0 ? message : message.substring(0, id));
  }
}
