/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.sql;

import dev.tandem.simulated.store.Alteration;
import dev.tandem.simulated.store.CaptureInstance;
import dev.tandem.simulated.store.ChangeCapture;
import dev.tandem.simulated.store.Database;
import dev.tandem.simulated.store.Lsn;
import dev.tandem.simulated.value.Binary;
import dev.tandem.simulated.value.Column;
import dev.tandem.simulated.value.Row;
import dev.tandem.simulated.value.SqlServerError;
import dev.tandem.simulated.value.Values;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tables of schema cdc, and its functions that return rows. */
final class ChangeViews {
  private static final String CHANGE_TABLE = "_CT";
  private static final String ALL_CHANGES = "fn_cdc_get_all_changes_";

  private static final List<Column> TIMES =
      Columns.of(
          "start_lsn binary(10)",
          "tran_begin_time datetime",
          "tran_end_time datetime",
          "tran_id varbinary(10)",
          "tran_begin_lsn binary(10)");

  private static final List<Column> TABLES =
      Columns.of(
          "object_id int",
          "version int",
          "source_object_id int",
          "capture_instance sysname",
          "start_lsn binary(10)",
          "end_lsn binary(10)",
          "supports_net_changes bit",
          "has_drop_pending bit",
          "role_name sysname",
          "index_name sysname",
          "filegroup_name sysname",
          "create_date datetime",
          "partition_switch bit");

  private static final List<Column> CAPTURED =
      Columns.of(
          "object_id int",
          "column_name sysname",
          "column_id int",
          "column_type sysname",
          "column_ordinal int",
          "is_computed bit");

  private static final List<Column> ALTERATIONS =
      Columns.of(
          "source_object_id int",
          "object_id int",
          "required_column_update bit",
          "ddl_command nvarchar(max)",
          "ddl_lsn binary(10)",
          "ddl_time datetime");

  private ChangeViews() {}

  static Optional<Relation> find(Database database, String name) {
    ChangeCapture capture = database.capture();
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "change_tables" -> Optional.of(Relation.of(TABLES, tables(capture)));
      case "captured_columns" -> Optional.of(Relation.of(CAPTURED, columns(capture)));
      case "ddl_history" ->
          Optional.of(
              Relation.of(
                  ALTERATIONS,
                  capture.alterations().stream().map(ChangeViews::alteration).toList()));
      case "lsn_time_mapping" ->
          Optional.of(
              new ChangeRelation(
                  TIMES, lsn -> capture.timesFrom(lsn).stream().map(ChangeViews::time)));
      default -> changeTable(capture, name);
    };
  }

  private static Optional<Relation> changeTable(ChangeCapture capture, String name) {
    if (!name.toUpperCase(Locale.ROOT).endsWith(CHANGE_TABLE)) {
      return Optional.empty();
    }
    String instance = name.substring(0, name.length() - CHANGE_TABLE.length());
    return capture.find(instance).map(ChangeRelation::of);
  }

  private static List<Row> tables(ChangeCapture capture) {
    return capture.captureInstances().stream().map(ChangeViews::table).toList();
  }

  private static Row table(CaptureInstance instance) {
    return Row.of(
        (long) instance.objectId(),
        0L,
        (long) instance.table().objectId(),
        instance.name(),
        instance.startLsn().binary(),
        null,
        false,
        false,
        null,
        null,
        null,
        local(instance.created()),
        true);
  }

  private static List<Row> columns(ChangeCapture capture) {
    List<Row> rows = new ArrayList<>();
    for (CaptureInstance instance : capture.captureInstances()) {
      long ordinal = 0;
      for (int place : instance.places()) {
        ordinal++;
        var column = instance.table().columns().get(place);
        rows.add(
            Row.of(
                (long) instance.objectId(),
                column.name(),
                place + 1L,
                column.column().type().kind().sqlName(),
                ordinal,
                column.computed() != null));
      }
    }
    return rows;
  }

  private static Row alteration(Alteration alteration) {
    return Row.of(
        (long) alteration.instance().table().objectId(),
        (long) alteration.instance().objectId(),
        false,
        alteration.statement(),
        alteration.lsn().binary(),
        local(alteration.at()));
  }

  private static Row time(ChangeCapture.LsnTime time) {
    return Row.of(
        time.lsn().binary(),
        local(time.begin()),
        local(time.end()),
        time.transaction(),
        Lsn.ZERO.binary());
  }

  private static LocalDateTime local(Instant instant) {
    return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
  }

  /**
   * The rows of a function.
   *
   * @throws SqlServerError 313 for changes that are cleaned up already
   */
  static Optional<Relation> function(
      Database database, String name, List<? extends @Nullable Object> arguments) {
    if (!name.toLowerCase(Locale.ROOT).startsWith(ALL_CHANGES)) {
      return Optional.empty();
    }
    return database
        .capture()
        .find(name.substring(ALL_CHANGES.length()))
        .map(instance -> changes(instance, arguments));
  }

  private static Relation changes(
      CaptureInstance instance, List<? extends @Nullable Object> arguments) {
    if (arguments.size() != 3
        || !(arguments.get(0) instanceof Binary from)
        || !(arguments.get(1) instanceof Binary to)
        || Lsn.of(from).compareTo(instance.startLsn()) < 0) {
      throw new SqlServerError(
          313,
          "An insufficient number of arguments were supplied for the procedure or function"
              + " cdc.fn_cdc_get_all_changes_ ... .");
    }
    return new ChangeRelation(
        instance.columns(),
        lsn ->
            instance.changesFrom(later(lsn, Lsn.of(from))).stream()
                .takeWhile(row -> Values.compareNullsFirst(row.get(0), to) <= 0));
  }

  private static Lsn later(Lsn one, Lsn other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
