/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.TableId;
import dev.tandem.sqlserver.CaptureInstance;
import dev.tandem.sqlserver.ChangeTables;
import dev.tandem.sqlserver.Lsn;
import dev.tandem.sqlserver.Sql;
import dev.tandem.sqlserver.SqlServerCode;
import dev.tandem.sqlserver.preflight.EnableTable;
import dev.tandem.wire.report.ProcessMeter;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the log what is not well with change data capture while it can still be mended. */
final class CaptureHealth {
  private static final Logger LOG = LoggerFactory.getLogger(CaptureHealth.class);
  private static final Duration LOOK = Duration.ofSeconds(30);
  private static final Duration REPEAT = Duration.ofMinutes(30);

  /** An idle capture job makes an entry every five minutes. */
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(15);

  private final ProcessMeter meter;
  private final Map<String, Duration> headrooms = new HashMap<>();
  private final Map<String, Instant> looked = new HashMap<>();
  private final Map<String, Instant> told = new HashMap<>();

  CaptureHealth(ProcessMeter meter) {
    this.meter = meter;
  }

  /**
   * Looks, if it has not done so just now.
   *
   * @param captured up to where all of the database is published; null before its snapshot
   */
  void look(
      ChangeTables changes, String database, List<TableId> tables, @Nullable String captured) {
    Instant now = Instant.now();
    if (now.isBefore(looked.getOrDefault(database, Instant.MIN).plus(LOOK))) {
      return;
    }
    looked.put(database, now);
    agent(changes, database);
    if (captured != null) {
      headroom(changes, database, Lsn.parse(captured));
    }
    for (TableId table : tables) {
      uncaptured(changes, table);
    }
  }

  private void agent(ChangeTables changes, String database) {
    Optional<Instant> last = changes.end().flatMap(changes::timeOf);
    boolean isSilent = last.isPresent() && last.get().plus(LONGEST_SILENCE).isBefore(changes.now());
    if (changes.agentRuns().filter(runs -> !runs).isPresent() || isSilent) {
      warn(
          SqlServerCode.AGENT.code() + " " + database,
          "%s: %s: %s %s"
              .formatted(
                  SqlServerCode.AGENT.code(),
                  database,
                  SqlServerCode.AGENT.meaning(),
                  SqlServerCode.AGENT.remedy()));
    }
  }

  /** How long capture may stay down before the clean-up deletes what it has not read. */
  private void headroom(ChangeTables changes, String database, Lsn captured) {
    Optional<Instant> at = changes.timeOf(captured);
    OptionalLong minutes = changes.retentionMinutes();
    if (at.isEmpty() || minutes.isEmpty()) {
      return;
    }
    Duration retention = Duration.ofMinutes(minutes.getAsLong());
    Duration behind = Duration.between(at.get(), changes.now());
    Duration left = retention.minus(behind);
    headrooms.put(database, left);
    meter.sourceLog(Collections.min(headrooms.values()), retention);
    String line =
        "%s: capture may stay down %d h %d min: it has read up to %d min ago, and changes are kept for %d h"
            .formatted(
                database,
                left.toHours(),
                left.toMinutesPart(),
                behind.toMinutes(),
                retention.toHours());
    if (left.compareTo(retention.dividedBy(2)) < 0) {
      warn("headroom " + database, SqlServerCode.RETENTION.code() + ": " + line);
    } else if (isDue("headroom " + database)) {
      LOG.info("{}", line);
    }
  }

  private void uncaptured(ChangeTables changes, TableId table) {
    List<String> columns = changes.uncaptured(table).stream().map(SourceColumn::name).toList();
    if (!columns.isEmpty()) {
      warn(
          table + " " + columns,
          "%s: %s: %s %s Run: USE %s; %s;"
              .formatted(
                  SqlServerCode.COLUMN_UNCAPTURED.code(),
                  table + " " + columns,
                  SqlServerCode.COLUMN_UNCAPTURED.meaning(),
                  SqlServerCode.COLUMN_UNCAPTURED.remedy(),
                  Sql.quote(table.database()),
                  EnableTable.second(
                      table,
                      EnableTable.ROLE,
                      changes.instances().stream().map(CaptureInstance::name).toList())));
    }
  }

  private void warn(String what, String line) {
    if (isDue(what)) {
      LOG.warn("{}", line);
    }
  }

  private boolean isDue(String what) {
    Instant now = Instant.now();
    if (now.isBefore(told.getOrDefault(what, Instant.MIN).plus(REPEAT))) {
      return false;
    }
    told.put(what, now);
    return true;
  }
}
