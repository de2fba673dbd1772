/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import dev.tandem.bench.LoadContender.Target;
import dev.tandem.bench.OrderRows.Change;
import dev.tandem.local.LocalServers;
import dev.tandem.sink.SinkConfig;
import dev.tandem.wire.KafkaConnection;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** All that bring rows from one MySQL to one PostgreSQL, and the stages of Tandem on that way. */
final class EndToEndContenders {
  static final String TANDEM = "tandem";
  static final String PEER = "jdbc";
  static final String LOADER = "pgloader";
  static final String CAPTURE = "capture";
  static final String TRANSFORM = "transform";
  static final String SINK = "sink";

  /** What Tandem does one after the other, and all at once. */
  static final List<String> STAGES = List.of(CAPTURE, TRANSFORM, SINK);

  /** As many as the product has, and with the memory that its own benchmark gives it. */
  private static final Sinks SINKS = new Sinks(1, SinkConfig.BATCH.records(), "320m");

  private final LocalServers servers;
  private final OrderRows rows;
  private final OrderDatabase database;
  private final String bootstrap;
  private final Path folder;

  /** Of these rows, which the source must have before anybody runs. */
  EndToEndContenders(LocalServers servers, OrderRows rows, Path folder) throws SQLException {
    this.servers = servers;
    this.rows = rows;
    this.database = new OrderDatabase(servers.postgres(), rows);
    this.bootstrap = servers.kafka().bootstrapServers();
    this.folder = folder;
  }

  /** Where they write. */
  OrderDatabase database() {
    return database;
  }

  /** Tandem as a whole, and the peer at its best. */
  List<Contender> pipelines() throws SQLException {
    SourceShapedTable table = sourceShaped("connect");
    return List.of(
        contender(
            TANDEM, new Target(OrderDatabase.TANDEM, OrderDatabase.TANDEM), this::startProduct),
        contender(
            PEER,
            new Target(table.table(), table.view()),
            new ConnectPipeline(
                new ConnectWorker(bootstrap, folder),
                servers.mySql(),
                database,
                table,
                ConnectPipeline.Settings.forThroughput())));
  }

  /** Each time a pipeline of another name, which knows nothing of those before. */
  private ChildProcess startProduct() throws IOException {
    return Product.start(
        "tandem-" + System.nanoTime(),
        servers.mySql(),
        servers.kafka(),
        servers.postgres(),
        folder);
  }

  /** The tool for an initial load and nothing else, which must be installed. */
  Contender loader() throws SQLException {
    SourceShapedTable table = sourceShaped("shop");
    PgLoader loader = new PgLoader(servers.mySql(), servers.postgres(), folder);
    loader.admit();
    return contender(LOADER, new Target(table.table(), table.view()), loader);
  }

  private SourceShapedTable sourceShaped(String schema) throws SQLException {
    SourceShapedTable table = new SourceShapedTable(database, schema);
    table.create();
    return table;
  }

  private Contender contender(String name, Target target, LoadContender.Starter starter) {
    return new LoadContender(name, database, target, rows, starter);
  }

  /** What Tandem does, each stage alone. */
  List<Contender> stages() {
    CaptureServers captures = new CaptureServers(servers.mySql(), servers.kafka(), folder);
    return List.of(
        new CaptureStage(captures, rows),
        new TransformStage(captures, bootstrap, rows, folder),
        new SinkStage(
            new SinkContender(
                SINK,
                database,
                OrderDatabase.TANDEM,
                rows,
                Map.of(
                    Change.INSERT,
                    new EntityTopic(KafkaConnection.plain(bootstrap), rows, Change.INSERT)),
                new TandemStarter(database, bootstrap, folder, SINKS),
                folder)));
  }
}
