/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import dev.tandem.model.error.TandemException;
import dev.tandem.model.source.SourcePosition;
import dev.tandem.mysql.MySqlReader;
import dev.tandem.mysql.MySqlServer;

/**
 * Checks, before a session reads on, that the server is one that can continue where capture
 * stopped.
 */
final class SourceIdentity {
  private SourceIdentity() {}

  /**
   * Compares the server's log with what was captured.
   *
   * @param captured the transactions published in full
   * @throws TandemException when transactions are missing on either side
   */
  static void check(MySqlReader source, MySqlServer server, SourcePosition captured) {
    if (!source.contains(server.executed(), captured)) {
      throw new TandemException(
          CaptureCode.IDENTITY,
          "server "
              + server.uuid()
              + " has executed "
              + server.executed().text()
              + ", but capture has already read "
              + captured.text()
              + ". "
              + CaptureCode.IDENTITY.remedy());
    }
    if (!source.contains(captured, server.purged())) {
      throw new TandemException(
          CaptureCode.LOG_GONE,
          "server "
              + server.uuid()
              + " has purged "
              + server.purged().text()
              + " from its log, but capture has only read "
              + captured.text()
              + ". "
              + CaptureCode.LOG_GONE.remedy());
    }
  }
}
