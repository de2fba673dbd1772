/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.mysql.preflight;

import dev.tandem.model.preflight.Problem;
import dev.tandem.mysql.MySqlCode;
import java.util.List;

/** Capture must be able to stand still for a while and still find its place in the log. */
final class LogRetention implements Check {
  private static final String SECONDS = "binlog_expire_logs_seconds";
  private static final long LEAST_SECONDS = 3_600;

  @Override
  public List<Problem> problems(Server server) {
    long seconds = server.variable(SECONDS).map(Long::parseLong).orElse(0L);
    boolean purges = server.variable("binlog_expire_logs_auto_purge").orElse("ON").equals("ON");
    if (!purges || seconds == 0 || seconds >= LEAST_SECONDS) {
      return List.of();
    }
    return List.of(
        Problem.of(
            MySqlCode.RETENTION,
            SECONDS,
            "the log is deleted after "
                + seconds
                + " seconds: a stop of capture that lasts longer would lose changes; keep at least an hour,"
                + " better some days.",
            "SET PERSIST " + SECONDS + " = 604800"));
  }
}
