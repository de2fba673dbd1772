/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.crash;

import dev.tandem.capture.CapturedPosition;
import dev.tandem.cli.wiring.Pipeline;
import dev.tandem.lending.LendingSchema;
import dev.tandem.model.source.SourcePosition;
import dev.tandem.simulated.Db;
import dev.tandem.simulated.SqlServerDouble;
import dev.tandem.simulated.store.CaptureMode;
import dev.tandem.simulated.store.Lsn;
import dev.tandem.simulated.value.Binary;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;

/** What a SQL Server does to those who read its change tables, one trouble after the other. */
final class SqlServerTroubles implements AutoCloseable {
  /**
   * A running capture looks every two seconds whether it is overtaken, and knows where it stood.
   */
  private static final int KEPT_POSITIONS = 2;

  private final SqlServerDouble server;
  private final Db database;
  private final CapturedPosition captured;
  private final Deque<Lsn> published = new ArrayDeque<>();
  private int turns;
  private int cleanUps;

  SqlServerTroubles(CrashRig rig) {
    this.server = rig.servers().sqlServerDouble();
    this.database = server.database(LendingSchema.DATABASE);
    Pipeline pipeline = rig.pipeline();
    this.captured = new CapturedPosition(pipeline.kafka(), pipeline.names());
  }

  /** Ends the trouble of the call before, and makes the next. */
  void next() {
    end();
    switch (turns++ % 4) {
      case 0 -> server.killConnections();
      case 1 -> database.capture(CaptureMode.PAUSED);
      case 2 -> database.idleHeartbeat();
      default -> cleanUp();
    }
  }

  /** Lets the capture job run as it should. */
  void end() {
    database.capture(CaptureMode.AT_ONCE);
  }

  /** Forgets what had been published some troubles ago, and never more. */
  private void cleanUp() {
    captured.now().map(SqlServerTroubles::lsn).ifPresent(published::add);
    if (published.size() > KEPT_POSITIONS) {
      database.cleanup(published.remove());
      cleanUps++;
    }
  }

  /** Of a position such as {@code loans 0000002a:00000010:0001}. */
  private static Lsn lsn(SourcePosition position) {
    String digits = position.text().substring(position.text().indexOf(' ') + 1).replace(":", "");
    return Lsn.of(Binary.of(HexFormat.of().parseHex(digits)));
  }

  /** How often changes were forgotten. */
  int cleanUps() {
    return cleanUps;
  }

  @Override
  public void close() {
    captured.close();
  }
}
