/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import dev.tandem.model.error.TandemException;
import dev.tandem.mysql.MySqlConnection;
import dev.tandem.mysql.MySqlReader;
import dev.tandem.wire.report.ProcessMeter;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells how long MySQL keeps its log; the connector does all the rest. */
final class MySqlSession implements SourceSession {
  private static final Logger LOG = LoggerFactory.getLogger(MySqlSession.class);
  private static final long LOOK_NANOS = 30_000_000_000L;

  private final MySqlConnection server;
  private final ProcessMeter meter;
  private long lookedAt = System.nanoTime() - LOOK_NANOS;

  MySqlSession(MySqlConnection server, ProcessMeter meter) {
    this.server = server;
    this.meter = meter;
  }

  /**
   * A file of the log goes when it is older than the retention, so what capture has read last is
   * there for at least that long.
   */
  @Override
  public void look() {
    if (System.nanoTime() - lookedAt < LOOK_NANOS) {
      return;
    }
    lookedAt = System.nanoTime();
    try (MySqlReader reader = new MySqlReader(server)) {
      reader.logRetention().ifPresent(this::tell);
    } catch (TandemException e) {
      LOG.debug("how long the log is kept cannot be read", e);
    }
  }

  private void tell(Duration retention) {
    Duration behind = Duration.ofMillis(meter.now() - meter.progressAt());
    meter.sourceLog(retention.minus(behind), retention);
  }
}
