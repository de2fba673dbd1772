/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.sql;

import dev.tandem.simulated.store.CaptureInstance;
import dev.tandem.simulated.store.Database;
import dev.tandem.simulated.store.Lsn;
import dev.tandem.simulated.store.Table;
import dev.tandem.simulated.value.Answer;
import dev.tandem.simulated.value.Binary;
import dev.tandem.simulated.value.Column;
import dev.tandem.simulated.value.Row;
import dev.tandem.simulated.value.SqlServerError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Statements beyond the grammar that the driver and the connector send, each known by a pattern for
 * the whole of its text.
 */
final class CannedStatements {
  private static final List<Column> STATISTICS =
      Columns.of(
          "TABLE_CAT sysname",
          "TABLE_SCHEM sysname",
          "TABLE_NAME sysname",
          "NON_UNIQUE smallint",
          "INDEX_QUALIFIER sysname",
          "INDEX_NAME sysname",
          "TYPE smallint",
          "ORDINAL_POSITION smallint",
          "COLUMN_NAME sysname",
          "ASC_OR_DESC varchar(1)",
          "CARDINALITY int",
          "PAGES int",
          "FILTER_CONDITION varchar(128)");

  private static final List<Column> FOREIGN_KEYS =
      Columns.of(
          "PKTABLE_CAT sysname",
          "PKTABLE_SCHEM sysname",
          "PKTABLE_NAME sysname",
          "PKCOLUMN_NAME sysname",
          "FKTABLE_CAT sysname",
          "FKTABLE_SCHEM sysname",
          "FKTABLE_NAME sysname",
          "FKCOLUMN_NAME sysname",
          "KEY_SEQ smallint",
          "UPDATE_RULE smallint",
          "DELETE_RULE smallint",
          "FK_NAME sysname",
          "PK_NAME sysname",
          "DEFERRABILITY smallint");

  private static final List<Column> CAPTURE_INSTANCES =
      Columns.of(
          "schema sysname",
          "name sysname",
          "capture_instance sysname",
          "object_id int",
          "start_lsn binary(10)");

  private static final List<Canned> ALL =
      List.of(
          // a procedure of the release after the one that the double says it is
          canned(
              "DECLARE @mssqljdbc_temp_sp_columns_result TABLE.* EXEC sp_columns_170 .*",
              call -> {
                throw new SqlServerError(2812, "Could not find stored procedure 'sp_columns_170'.");
              }),
          canned(
              "DECLARE @mssqljdbc_temp_sp_columns_result TABLE.* EXEC sp_columns_100 .*",
              CannedStatements::columns),
          canned(
              "DECLARE @temp_sp_statistics TABLE.* EXEC sp_statistics .*",
              CannedStatements::statistics),
          canned(
              "DECLARE @jdbc_temp_fkeys_result table.* EXEC sp_fkeys .*",
              call -> new Answer.Rows(FOREIGN_KEYS, List.of())),
          canned(
              "WITH ordered_change_tables AS \\(SELECT ROW_NUMBER\\(\\) OVER .*"
                  + " FROM \\[?(?<db>.+?)]?\\.cdc\\.change_tables AS ct"
                  + "(?<until> WHERE ct\\.start_lsn <= @P0)?\\) SELECT .*"
                  + " FROM ordered_change_tables WHERE ct_sequence = 1",
              CannedStatements::captureInstances));

  private CannedStatements() {}

  /** What answers a statement. */
  interface Handler {
    Answer answer(Call call);
  }

  private record Canned(Pattern pattern, Handler handler) {}

  /** A statement that was recognised. */
  record Call(Session session, Matcher text, Map<String, Argument> arguments) {
    /** A parameter as text, empty for NULL. */
    String argument(int place) {
      Argument argument = arguments.get("@p" + place);
      return argument == null ? "" : argument.text();
    }
  }

  private static Canned canned(String pattern, Handler handler) {
    return new Canned(Pattern.compile(pattern, Pattern.DOTALL), handler);
  }

  static Optional<Answer> answer(Session session, String text, Map<String, Argument> arguments) {
    for (Canned canned : ALL) {
      Matcher matcher = canned.pattern().matcher(text);
      if (matcher.matches()) {
        return Optional.of(canned.handler().answer(new Call(session, matcher, arguments)));
      }
    }
    return Optional.empty();
  }

  private static Answer columns(Call call) {
    List<Row> rows = new ArrayList<>();
    for (Table table : call.session().database().tables()) {
      if (Procedures.matches(table.name(), call.argument(0))
          && Procedures.matches(table.schema(), call.argument(1))) {
        ColumnDescriptions.of(table).stream()
            .filter(row -> Procedures.matches(ColumnDescriptions.name(row), call.argument(3)))
            .forEach(rows::add);
      }
    }
    return new Answer.Rows(ColumnDescriptions.COLUMNS, rows);
  }

  private static Answer statistics(Call call) {
    List<Row> rows = new ArrayList<>();
    call.session()
        .database()
        .find(call.argument(1), call.argument(0))
        .ifPresent(table -> describeIndexes(table, rows));
    return new Answer.Rows(STATISTICS, rows);
  }

  private static void describeIndexes(Table table, List<Row> rows) {
    String database = table.database().name();
    rows.add(
        Row.of(
            database,
            table.schema(),
            table.name(),
            null,
            null,
            null,
            0L,
            null,
            null,
            null,
            0L,
            0L,
            null));
    rows.addAll(IndexRows.statistics(table));
  }

  private static Answer captureInstances(Call call) {
    Database database = call.session().instance().require(call.text().group("db"));
    boolean bounded = call.text().group("until") != null;
    List<Row> rows = new ArrayList<>();
    for (CaptureInstance instance : database.capture().captureInstances()) {
      if (!bounded || instance.startLsn().compareTo(bound(call)) <= 0) {
        rows.add(
            Row.of(
                instance.table().schema(),
                instance.table().name(),
                instance.name(),
                (long) instance.objectId(),
                instance.startLsn().binary()));
      }
    }
    return new Answer.Rows(CAPTURE_INSTANCES, newestOfEach(rows));
  }

  private static Lsn bound(Call call) {
    Argument argument = call.arguments().get("@p0");
    return argument != null && argument.value() instanceof Binary lsn ? Lsn.of(lsn) : Lsn.ZERO;
  }

  /** Of two instances of a table that begin with the same LSN only the later one counts. */
  private static List<Row> newestOfEach(List<Row> rows) {
    List<Row> newest = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      if (rows.subList(i + 1, rows.size()).stream().noneMatch(later -> sameStart(row, later))) {
        newest.add(row);
      }
    }
    return newest;
  }

  private static boolean sameStart(Row one, Row other) {
    return List.of(0, 1, 4).stream()
        .allMatch(place -> Objects.equals(one.get(place), other.get(place)));
  }
}
