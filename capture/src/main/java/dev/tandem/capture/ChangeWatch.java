/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import dev.tandem.model.error.TandemException;
import dev.tandem.model.source.TableId;
import dev.tandem.sqlserver.CaptureInstance;
import dev.tandem.sqlserver.ChangeTables;
import dev.tandem.sqlserver.Lsn;
import dev.tandem.sqlserver.SqlServerConnection;
import dev.tandem.sqlserver.SqlServerFailure;
import dev.tandem.wire.report.ProcessMeter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches that the clean-up job does not overtake capture, which the connector notices only when it
 * starts, and of all capture instances together (Debezium 3.6.1): one that is behind loses rows in
 * silence. Of the rest it warns: little time left, no Agent, columns that are not captured.
 *
 * <p>Safe for two threads, since one may close it while the other looks.
 */
final class ChangeWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ChangeWatch.class);
  private static final int VALID_SECONDS = 5;
  private static final long LOOK_NANOS = 2_000_000_000L;

  private final SqlServerConnection server;
  private final Map<String, List<TableId>> tables = new TreeMap<>();
  private final Map<TableId, Lsn> begins = new HashMap<>();
  private final CaptureHealth health;
  private volatile @Nullable Connection connection;
  private volatile boolean closed;

  private final long startedAt = System.currentTimeMillis();
  private long lookedAt = System.nanoTime() - LOOK_NANOS;

  ChangeWatch(SqlServerConnection server, List<TableId> tables, ProcessMeter meter) {
    this.server = server;
    this.health = new CaptureHealth(meter);
    tables.forEach(
        table ->
            this.tables.computeIfAbsent(table.database(), name -> new ArrayList<>()).add(table));
  }

  /**
   * Checks, before a session reads on, that the change tables still hold all that follows.
   *
   * @throws TandemException when they do not, or know less than was captured
   */
  synchronized void checkContinues(SourceOffsets.Offset offset) {
    String database = offset.database();
    Lsn captured = Lsn.parse(offset.position());
    ask(
        open -> {
          ChangeTables changes = new ChangeTables(open, server, database);
          Optional<Lsn> end = changes.end();
          if (end.isPresent() && end.get().compareTo(captured) < 0) {
            throw lost(
                CaptureCode.IDENTITY, database, "knows changes up to " + end.get(), captured);
          }
          begins(changes.instances())
              .forEach(
                  (table, begin) -> {
                    if (isCaptured(table)
                        && isGap(begin, captured, offset.publishedAt(), changes)) {
                      throw lost(
                          CaptureCode.LOG_GONE,
                          table.toString(),
                          "has changes from " + begin.start() + " on only",
                          captured);
                    }
                  });
        });
  }

  private boolean isCaptured(TableId table) {
    return tables.getOrDefault(table.database(), List.of()).contains(table);
  }

  /**
   * A capture instance that is as old as the offset may begin above it: it was made just before the
   * snapshot, and its first change is yet to come.
   */
  private static boolean isGap(
      CaptureInstance begin, Lsn captured, long publishedAt, ChangeTables changes) {
    boolean isBehind = begin.start().compareTo(captured) > 0;
    boolean isYounger = begin.created().toEpochMilli() - clockAhead(changes) > publishedAt;
    return isBehind && (isYounger || changes.timeOf(captured).isEmpty());
  }

  /** How far the server's clock is ahead of ours, in milliseconds. */
  private static long clockAhead(ChangeTables changes) {
    return changes.now().toEpochMilli() - System.currentTimeMillis();
  }

  private static TandemException lost(
      CaptureCode code, String where, String finding, Lsn captured) {
    return new TandemException(
        code,
        where + " " + finding + ", but capture has read up to " + captured + ". " + code.remedy());
  }

  /** Of each table the capture instance that goes back farthest. */
  private static Map<TableId, CaptureInstance> begins(List<CaptureInstance> instances) {
    Map<TableId, CaptureInstance> begins = new HashMap<>();
    Comparator<CaptureInstance> byStart = Comparator.comparing(CaptureInstance::start);
    for (CaptureInstance instance : instances) {
      begins.merge(
          instance.table(),
          instance,
          (one, other) -> byStart.compare(one, other) <= 0 ? one : other);
    }
    return begins;
  }

  /** Takes note of where the capture instances begin before anything is read. */
  synchronized void begin() {
    ask(
        open ->
            tables
                .keySet()
                .forEach(
                    database ->
                        begins(new ChangeTables(open, server, database).instances())
                            .forEach((table, instance) -> begins.put(table, instance.start()))));
  }

  /**
   * Looks at every database, unless it has done so just now.
   *
   * @param published by database, up to where all is published
   * @throws TandemException when changes are gone that were not captured
   */
  synchronized void look(PublishedLsns published, LogProgress progress, SecondInstances seconds) {
    if (System.nanoTime() - lookedAt < LOOK_NANOS) {
      return;
    }
    lookedAt = System.nanoTime();
    Map<String, String> then = published.atLastLook();
    try {
      ask(
          open -> {
            for (Map.Entry<String, List<TableId>> database : tables.entrySet()) {
              look(
                  new ChangeTables(open, server, database.getKey()),
                  database.getKey(),
                  then.get(database.getKey()),
                  progress,
                  seconds);
            }
          });
    } catch (TandemException e) {
      if (e.code() instanceof CaptureCode) {
        throw e;
      }
      LOG.warn("the change tables cannot be watched: {}", e.line());
    }
  }

  private void look(
      ChangeTables changes,
      String database,
      @Nullable String captured,
      LogProgress progress,
      SecondInstances seconds) {
    List<CaptureInstance> instances = changes.instances();
    if (captured != null) {
      checkNotOvertaken(begins(instances), Lsn.parse(captured));
    }
    seconds.noticed(instances, startedAt + clockAhead(changes));
    Optional<Lsn> end = changes.end();
    if (end.isPresent()) {
      progress.end(database, end.get().toString(), System.currentTimeMillis());
    }
    health.look(changes, database, tables.getOrDefault(database, List.of()), captured);
  }

  /**
   * Where an instance begins moves only by the clean-up, or when it is made anew. What was
   * published since the last look does not count: the connector may have gone on behind a gap.
   */
  private void checkNotOvertaken(Map<TableId, CaptureInstance> now, Lsn captured) {
    for (TableId table : tables.values().stream().flatMap(List::stream).toList()) {
      CaptureInstance instance = now.get(table);
      if (instance == null) {
        continue; // another database's, or disabled, of which the connector itself complains
      }
      Lsn known = begins.putIfAbsent(table, instance.start());
      if (known != null
          && instance.start().compareTo(known) > 0
          && instance.start().compareTo(captured) > 0) {
        throw lost(
            CaptureCode.LOG_GONE,
            table.toString(),
            "has changes from " + instance.start() + " on only",
            captured);
      }
    }
  }

  private void ask(Question question) {
    try {
      Connection open = connection;
      if (open == null || !open.isValid(VALID_SECONDS)) {
        drop();
        open = server.open();
        connection = open;
      }
      if (!closed) {
        question.ask(open);
      }
    } catch (SQLException e) {
      drop();
      throw SqlServerFailure.of(e, "watch its change tables", server);
    } finally {
      if (closed) {
        drop();
      }
    }
  }

  /** Does not wait for an answer that another thread waits for. */
  @Override
  public void close() {
    closed = true;
    drop();
  }

  /** To close a connection would be to wait until the server answers. */
  private void drop() {
    Connection open = connection;
    connection = null;
    if (open != null) {
      try {
        open.abort(Runnable::run);
      } catch (SQLException e) {
        LOG.debug("a connection to {} could not be cut off", server, e);
      }
    }
  }

  private interface Question {
    void ask(Connection open);
  }
}
