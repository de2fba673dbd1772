/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.mysql;

import dev.tandem.model.error.Causes;
import dev.tandem.model.error.TandemException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Set;
import javax.net.ssl.SSLException;

/** Tells what a failure of the driver or server means to a user. */
public final class MySqlFailure {
  /**
   * Access denied, host not allowed, privilege missing, account locked, password expired, TLS
   * demanded of this user.
   */
  private static final Set<Integer> DENIED =
      Set.of(
          1044, 1045, 1130, 1142, 1143, 1227, 1251, 1275, 1370, 1524, 1698, 1820, 1862, 3118, 3159,
          3955);

  /** Too many connections, shutting down, killed, cut off, blocked by failed attempts. */
  private static final Set<Integer> PASSING =
      Set.of(
          1040, 1053, 1077, 1078, 1079, 1080, 1129, 1152, 1158, 1159, 1160, 1161, 1203, 1226, 3169,
          4031);

  private static final Set<Integer> NO_TABLE = Set.of(1146, 1051);
  private static final int NO_DATABASE = 1049;

  private MySqlFailure() {}

  /**
   * The failure as a user is told of it.
   *
   * @param doing completes "could not", for example {@code read table a.b}
   */
  public static TandemException of(SQLException failure, String doing, MySqlConnection server) {
    MySqlCode code = code(failure);
    String sentence =
        "MySQL at "
            + server.host()
            + ':'
            + server.port()
            + ": could not "
            + doing
            + " as "
            + server.user()
            + ": "
            + reason(failure, code)
            + ". "
            + code.remedy();
    return new TandemException(code, sentence, failure);
  }

  /** Whether trying the same thing again later can help. */
  public static boolean passes(SQLException failure) {
    return code(failure) == MySqlCode.UNREACHABLE;
  }

  /** The kind of failure. */
  public static MySqlCode code(SQLException failure) {
    int error = failure.getErrorCode();
    if (Causes.find(failure, SSLException.class).isPresent() || isTlsRefusal(failure)) {
      return MySqlCode.TLS;
    } else if (DENIED.contains(error)) {
      return MySqlCode.DENIED;
    } else if (NO_TABLE.contains(error)) {
      return MySqlCode.TABLE;
    } else if (error == NO_DATABASE) {
      return MySqlCode.DATABASE;
    }
    String state = String.valueOf(failure.getSQLState());
    boolean gone = state.startsWith("08") || PASSING.contains(error);
    return gone ? MySqlCode.UNREACHABLE : MySqlCode.STATEMENT;
  }

  /**
   * The driver says so in words only when the server offers no TLS at all, or bears another name.
   */
  private static boolean isTlsRefusal(SQLException failure) {
    return Causes.say(
        failure, "SSL Connection required", "PKIX path", "identity verification failed");
  }

  private static String reason(SQLException failure, MySqlCode code) {
    if (Causes.find(failure, UnknownHostException.class).isPresent()) {
      return "no such host";
    }
    if (code == MySqlCode.UNREACHABLE || code == MySqlCode.TLS) {
      return Causes.firstLine(Causes.root(failure).getMessage());
    }
    if (code == MySqlCode.STATEMENT) {
      // The server's own words may quote a value that was asked for (invariant 8).
      return "error " + failure.getErrorCode() + ", SQL state " + failure.getSQLState();
    }
    return Causes.firstLine(failure.getMessage()) + " (error " + failure.getErrorCode() + ')';
  }
}
