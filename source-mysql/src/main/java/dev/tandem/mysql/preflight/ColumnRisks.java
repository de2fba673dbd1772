/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.mysql.preflight;

import dev.tandem.model.source.SourceColumn;
import dev.tandem.mysql.MySqlCode;
import dev.tandem.mysql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Values that capture cannot deliver as they are, whatever the mapping says. The connector replaces
 * a date such as 0000-00-00 before anything else sees it: afterwards nobody can tell.
 */
final class ColumnRisks {
  private static final String MEND = "Mend the rows at the source before the snapshot.";

  private ColumnRisks() {}

  /**
   * The suspicions.
   *
   * @param charset the column's, or empty for one that holds no text
   */
  static List<Suspicion> of(SourceColumn column, String charset) {
    List<Suspicion> risks = new ArrayList<>();
    String name = Sql.quote(column.name());
    switch (column.typeName()) {
      case "DATE", "TIMESTAMP" -> risks.add(risk(column, isNoDate(name), noDate(column)));
      case "DATETIME" -> {
        risks.add(risk(column, isNoDate(name), noDate(column)));
        risks.add(
            risk(
                column,
                "DATE(" + name + ") BETWEEN '1582-10-05' AND '1582-10-14'",
                "of 5 to 14 October 1582, which the Julian calendar skipped: a snapshot moves them"));
      }
      case "ENUM" ->
          risks.add(
              risk(
                  column,
                  noLabel(column),
                  "with a label that the catalogue does not have: the empty one that MySQL puts in"
                      + " place of an invalid one, or one with characters of four bytes; refused"
                      + " (E_ENUM), and in a key it stops capture"));
      default -> {}
    }
    if (charset.equals("latin1") && !column.typeName().equals("ENUM")) {
      risks.add(
          risk(
              column,
              hasUndefinedByte(name),
              "with a byte that latin1 leaves undefined (81, 8D, 8F, 90, 9D): the log delivers"
                  + " U+FFFD, which is refused (E_REPLACEMENT_CHAR), a snapshot a control"
                  + " character"));
    }
    return risks;
  }

  private static String noDate(SourceColumn column) {
    return "with a date that no calendar has, such as 0000-00-00: it would "
        + (column.nullable() ? "arrive as NULL" : "become a dead letter")
        + ", and one such as 30 February stops capture";
  }

  /** The catalogue shows a character of four bytes as a question mark. */
  private static String noLabel(SourceColumn column) {
    String name = Sql.quote(column.name());
    String known =
        column.labels().stream()
            .map(label -> "'" + label.replace("\\", "\\\\").replace("'", "''") + "'")
            .collect(Collectors.joining(", "));
    boolean isDoubtful = column.labels().stream().anyMatch(label -> label.contains("?"));
    return name + " + 0 = 0" + (isDoubtful ? " OR " + name + " NOT IN (" + known + ")" : "");
  }

  private static String isNoDate(String name) {
    return String.join(
        " OR ",
        "YEAR(" + name + ") = 0",
        "MONTH(" + name + ") = 0",
        "DAYOFMONTH(" + name + ") = 0",
        "DAYOFMONTH(" + name + ") > DAYOFMONTH(LAST_DAY(" + name + "))");
  }

  private static String hasUndefinedByte(String name) {
    return Stream.of("0x81", "0x8D", "0x8F", "0x90", "0x9D")
        .map(undefined -> "LOCATE(" + undefined + ", CAST(" + name + " AS BINARY)) > 0")
        .collect(Collectors.joining(" OR "));
  }

  private static Suspicion risk(SourceColumn column, String condition, String sentence) {
    return Suspicion.ofRows(MySqlCode.RISKY_VALUE, column.name(), condition, sentence + '.', MEND);
  }
}
