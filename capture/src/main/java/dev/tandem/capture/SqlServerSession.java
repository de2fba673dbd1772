/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import dev.tandem.model.source.SourceAccess;
import dev.tandem.model.source.SourceRow;
import dev.tandem.model.source.TableId;
import dev.tandem.sqlserver.SqlServerConnection;
import dev.tandem.wire.report.ProcessMeter;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * What capturing SQL Server takes besides the connector: values that change data capture leaves out
 * are looked up, rows that changed while it did not have a new column are read again, offsets move
 * on while nothing changes, and the change tables are watched.
 */
final class SqlServerSession implements SourceSession {
  private final SourceEngine engine;
  private final Set<TableId> tables;
  private final SourceAccess source;
  private final MovedDays days;
  private final UncertainValues values;
  private final SecondInstances instances = new SecondInstances();
  private final Reread reread;
  private final LogProgress progress = new LogProgress();
  private final ChangeWatch watch;

  private final PublishedLsns published = new PublishedLsns();

  SqlServerSession(
      SourceEngine engine, SqlServerConnection server, CaptureConfig config, ProcessMeter meter) {
    this.engine = engine;
    this.tables = Set.copyOf(config.tables());
    this.source = engine.reader();
    CapturedTables captured = new CapturedTables(engine);
    this.days = new MovedDays(server, captured);
    this.values = new UncertainValues(source, captured);
    this.reread = new Reread(server, source, config);
    this.watch = new ChangeWatch(server, config.tables(), meter);
    watch.begin();
  }

  @Override
  public List<SourceRecord> complete(List<SourceRecord> records) {
    List<SourceRecord> captured = records.stream().filter(this::isCaptured).toList();
    days.restore(captured);
    return values.complete(captured);
  }

  /** The connector takes a table of one database for that of another with the same name. */
  private boolean isCaptured(SourceRecord record) {
    return Heartbeats.isOne(record)
        || tables.contains(engine.table(((Struct) record.value()).getStruct("source")));
  }

  @Override
  public List<SourceRow> reread(Map<String, ?> partition, Map<String, ?> offset) {
    return instances
        .due(String.valueOf(partition.get("database")), String.valueOf(offset.get("commit_lsn")))
        .stream()
        .flatMap(pair -> reread.rows(pair).stream())
        .toList();
  }

  @Override
  public Map<String, ?> offset(
      Map<String, ?> partition, Map<String, ?> heartbeat, OptionalLong repeated) {
    return progress.offset(partition, heartbeat, repeated);
  }

  @Override
  public void published(Map<String, ?> partition, Map<String, ?> offset) {
    published.published(
        String.valueOf(partition.get("database")), String.valueOf(offset.get("commit_lsn")));
  }

  @Override
  public void look() {
    watch.look(published, progress, instances);
  }

  @Override
  public void close() {
    source.close();
    watch.close();
  }
}
