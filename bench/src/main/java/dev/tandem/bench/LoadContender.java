/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import dev.tandem.bench.OrderRows.Change;
import java.io.IOException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A tool that brings all rows from MySQL to PostgreSQL, each time from the start and into an empty
 * table.
 *
 * @param target where the rows are looked for
 */
record LoadContender(
    String name, OrderDatabase database, Target target, OrderRows rows, Starter starter)
    implements Contender {
  /** From the first row that another session sees to the last. */
  static final String LOAD = "first row to last";

  /** The same with the start of the process. */
  static final String FROM_START = "from the process's start";

  /**
   * Where rows go.
   *
   * @param table that is written
   * @param seenAs that table, or a view of it
   */
  record Target(String table, String seenAs) {}

  /** Says how the tool is started. */
  interface Starter {
    /** A fresh one that has read nothing yet. */
    ChildProcess start() throws IOException;
  }

  @Override
  public Map<String, Run> run() throws IOException, SQLException {
    database.execute("TRUNCATE " + target.table());
    database.empty();
    database.settle(target.table());
    List<Processes> servers = servers(database);
    Map<String, Run> runs = new LinkedHashMap<>();
    try (Arrival arrival = Arrival.ofAll(database, target.seenAs(), rows);
        ChildProcess tool = starter.start()) {
      Stretch fromStart = Stretch.begin(tool, servers);
      runs.put(LOAD, arrival.measure(rows.count(), tool, servers));
      runs.put(FROM_START, fromStart.end(rows.count(), tool.processes()));
    }
    database.verify(rows, Change.INSERT, target.seenAs());
    return runs;
  }

  /** What takes part besides a tool that brings rows from MySQL to that database. */
  static List<Processes> servers(OrderDatabase database) throws SQLException {
    return List.of(database.processes(), Processes.self("kafka"), CaptureServers.mysql());
  }
}
