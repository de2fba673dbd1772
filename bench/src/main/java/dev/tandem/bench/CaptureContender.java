/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** One of the readers, measured on a snapshot and on the log, each time from the start. */
final class CaptureContender implements Contender {
  static final String SNAPSHOT = "snapshot";
  static final String LOG = "log";

  private final CaptureReader reader;
  private final CaptureServers servers;
  private final long rows;
  private int runs;

  /** Of so many rows in the table, of which the log that is read lacks the first. */
  CaptureContender(CaptureReader reader, CaptureServers servers, long rows) {
    this.reader = reader;
    this.servers = servers;
    this.rows = rows;
  }

  @Override
  public String name() {
    return reader.contender();
  }

  /** Has so many runs begin in the log after the first row, which is all that is there yet. */
  void prepare(int times) throws IOException {
    for (int run = 0; run < times; run++) {
      servers.start(reader, LOG + run, 1).finish();
    }
  }

  @Override
  public Map<String, Run> run() throws IOException {
    Map<String, Run> measured = new LinkedHashMap<>();
    measured.put(SNAPSHOT, servers.start(reader, SNAPSHOT + runs, rows).measure());
    measured.put(LOG, servers.start(reader, LOG + runs, rows - 1).measure());
    runs++;
    return measured;
  }
}
