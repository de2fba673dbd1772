/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import dev.tandem.model.error.TandemException;
import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.SourceRow;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.type.Value;
import dev.tandem.sqlserver.CaptureInstance;
import dev.tandem.sqlserver.ChangeTables;
import dev.tandem.sqlserver.Lsn;
import dev.tandem.sqlserver.SqlServerConnection;
import dev.tandem.sqlserver.SqlServerFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * The days that the Julian calendar skipped in October 1582. The driver moves them by ten
 * (mssql-jdbc 13.6), onto others that may be meant, in both images of a change; so they are read
 * once more out of the change table, which has each image as it was. An item whose place at a
 * target is made of such a day would else not be found when it moves or goes.
 */
final class MovedDays {
  private static final String MONTH = "1582-10-";
  private static final int SKIPPED = 10;

  private final SqlServerConnection server;
  private final CapturedTables tables;
  private final Map<CapturedTables.CapturedTable, List<SourceColumn>> columns = new HashMap<>();

  MovedDays(SqlServerConnection server, CapturedTables tables) {
    this.server = server;
    this.tables = tables;
  }

  static boolean hasDay(SourceColumn column) {
    return column.typeName().startsWith("DATE"); // DATETIME begins in 1753
  }

  /** Whether a day may be another. */
  static boolean isDoubtful(@Nullable Object value) {
    return String.valueOf(value).startsWith(MONTH);
  }

  /** What a value of a key is that the driver may have moved; every other value is what it is. */
  static Value back(Value value) {
    if (value instanceof Value.Date date && isDoubtful(date.value())) {
      return new Value.Date(date.value().minusDays(SKIPPED));
    } else if (value instanceof Value.Timestamp time && isDoubtful(time.value())) {
      return new Value.Timestamp(time.value().minusDays(SKIPPED));
    } else if (value instanceof Value.Moment moment && isDoubtful(moment.value())) {
      return new Value.Moment(moment.value().minus(Duration.ofDays(SKIPPED)));
    }
    return value;
  }

  /** Puts the days of changes right; those that a snapshot read are in no change table. */
  void restore(List<SourceRecord> records) {
    List<Image> images = new ArrayList<>();
    for (SourceRecord record : records) {
      if (!Heartbeats.isOne(record)) {
        collect((Struct) record.value(), tables.of(record), images);
      }
    }
    if (!images.isEmpty()) {
      try (Connection open = server.open()) {
        images.forEach(image -> image.restore(open, server));
      } catch (SQLException e) {
        throw SqlServerFailure.of(e, "close a connection", server);
      }
    }
  }

  private void collect(Struct envelope, CapturedTables.CapturedTable table, List<Image> images) {
    List<SourceColumn> days =
        columns.computeIfAbsent(
            table, made -> made.table().columns().stream().filter(MovedDays::hasDay).toList());
    String op = envelope.getString("op");
    if (days.isEmpty() || op.equals("r")) {
      return;
    }
    collect(envelope, "before", op.equals("u") ? 3 : 1, table.table(), days, images);
    collect(envelope, "after", op.equals("u") ? 4 : 2, table.table(), days, images);
  }

  private static void collect(
      Struct envelope,
      String name,
      int operation,
      SourceTable table,
      List<SourceColumn> days,
      List<Image> images) {
    Struct image = envelope.getStruct(name);
    if (image == null) {
      return;
    }
    List<SourceColumn> doubtful =
        days.stream().filter(day -> isDoubtful(image.getWithoutDefault(day.name()))).toList();
    if (!doubtful.isEmpty()) {
      SourceTable part = new SourceTable(table.kind(), table.id(), doubtful, List.of());
      images.add(new Image(image, envelope.getStruct("source"), operation, part));
    }
  }

  /**
   * One image of a change.
   *
   * @param operation the number that the change table has for such images
   * @param columns the table with the doubtful columns alone
   */
  private record Image(Struct image, Struct source, int operation, SourceTable columns) {

    void restore(Connection open, SqlServerConnection server) {
      ChangeTables changes = new ChangeTables(open, server, columns.id().database());
      SourceRow row =
          changes.instances().stream()
              .filter(this::mayHaveIt)
              .flatMap(instance -> read(changes, instance).stream())
              .findFirst()
              .orElseThrow(this::gone);
      for (int i = 0; i < columns.columns().size(); i++) {
        image.put(columns.columns().get(i).name(), RowJson.of(row, i));
      }
    }

    private boolean mayHaveIt(CaptureInstance instance) {
      return instance.table().equals(columns.id())
          && columns.columns().stream()
              .allMatch(column -> instance.columns().contains(column.name()));
    }

    private Optional<SourceRow> read(ChangeTables changes, CaptureInstance instance) {
      Lsn commit = Lsn.parse(source.getString("commit_lsn"));
      Lsn change = Lsn.parse(source.getString("change_lsn"));
      return changes.image(instance, commit, change, operation, columns);
    }

    private TandemException gone() {
      return new TandemException(
          CaptureCode.LOG_GONE,
          columns.id()
              + " no longer has the change "
              + source.getString("commit_lsn")
              + ", of which capture has to read a day once more. "
              + CaptureCode.LOG_GONE.remedy());
    }
  }
}
