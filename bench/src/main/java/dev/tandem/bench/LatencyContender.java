/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import dev.tandem.local.LocalServers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;

/** Who brings rows from MySQL to PostgreSQL as they come. */
enum LatencyContender {
  /** The product. */
  TANDEM {
    @Override
    Way prepare(LocalServers servers, OrderDatabase database, Path folder) {
      return new Way(
          OrderDatabase.TANDEM,
          () ->
              Product.start(
                  "latency", servers.mySql(), servers.kafka(), servers.postgres(), folder));
    }
  },

  /** The peer, asking the log as often and sending as soon as it can. */
  JDBC {
    @Override
    Way prepare(LocalServers servers, OrderDatabase database, Path folder) throws SQLException {
      return connect(servers, database, folder, ConnectPipeline.Settings.forLatency());
    }
  },

  /** The peer with its default settings. */
  DEFAULTS {
    @Override
    Way prepare(LocalServers servers, OrderDatabase database, Path folder) throws SQLException {
      return connect(servers, database, folder, ConnectPipeline.Settings.defaults());
    }
  };

  /**
   * What is ready to start.
   *
   * @param seenAs the table or view in which its rows are seen
   */
  record Way(String seenAs, LoadContender.Starter starter) {}

  /** Makes its tables. */
  abstract Way prepare(LocalServers servers, OrderDatabase database, Path folder)
      throws SQLException;

  private static Way connect(
      LocalServers servers, OrderDatabase database, Path folder, ConnectPipeline.Settings settings)
      throws SQLException {
    SourceShapedTable table = new SourceShapedTable(database, "connect");
    table.create();
    ConnectWorker worker = new ConnectWorker(servers.kafka().bootstrapServers(), folder);
    return new Way(
        table.view(), new ConnectPipeline(worker, servers.mySql(), database, table, settings));
  }

  /** As options and reports spell it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
