/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import dev.tandem.bench.OrderRows.Change;
import dev.tandem.local.LocalServers;
import dev.tandem.wire.KafkaConnection;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** All that write rows to one PostgreSQL. */
final class PostgresContenders {
  private final OrderRows rows;
  private final OrderDatabase database;
  private final String bootstrap;
  private final Path folder;
  private final Sinks sinks;

  PostgresContenders(LocalServers servers, OrderRows rows, Path folder, Sinks sinks)
      throws SQLException {
    this.rows = rows;
    this.database = new OrderDatabase(servers.postgres(), rows);
    this.bootstrap = servers.kafka().bootstrapServers();
    this.folder = folder;
    this.sinks = sinks;
  }

  /** Limits, Tandem and the peer at its best. */
  List<Contender> atTheirBest() {
    CopyRows files = new CopyRows(folder, rows);
    return List.of(
        new CopyLimit(database, rows, files),
        new StagingLimit(database, rows, files),
        tandem("tandem"),
        peer("jdbc", rows, false, connect(JdbcSink.atItsBest(database), sinks.count())));
  }

  /** The peer as it is by default, with the first of the rows. */
  Contender defaults(int fewer) {
    return peer("defaults", rows.first(fewer), true, connect(JdbcSink.byDefault(database), 1));
  }

  /** Tandem with a row that is refused in each batch. */
  Contender poison() {
    return new PoisonContender("poison", tandem("poison"), database, sinks.batch());
  }

  private SinkContender tandem(String name) {
    return new SinkContender(
        name,
        database,
        OrderDatabase.TANDEM,
        rows,
        topics(change -> new EntityTopic(kafka(), rows, change)),
        new TandemStarter(database, bootstrap, folder, sinks),
        folder);
  }

  private Contender peer(
      String name, OrderRows which, boolean withSchemas, SinkContender.Starter starter) {
    return new SinkContender(
        name,
        database,
        OrderDatabase.PEER,
        which,
        topics(change -> new ConnectTopic(kafka(), which, change, withSchemas)),
        starter,
        folder);
  }

  private ConnectStarter connect(JdbcSink sink, int tasks) {
    return new ConnectStarter(new ConnectWorker(bootstrap, folder), sink, tasks);
  }

  private static Map<Change, OrderTopic> topics(Function<Change, OrderTopic> topic) {
    Map<Change, OrderTopic> topics = new EnumMap<>(Change.class);
    for (Change change : Change.values()) {
      topics.put(change, topic.apply(change));
    }
    return topics;
  }

  private KafkaConnection kafka() {
    return KafkaConnection.plain(bootstrap);
  }
}
