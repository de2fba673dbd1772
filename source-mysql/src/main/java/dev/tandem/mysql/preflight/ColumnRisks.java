/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.mysql.preflight;

import dev.tandem.model.source.SourceColumn;
import dev.tandem.mysql.MySqlCode;
import dev.tandem.mysql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Values that capture cannot deliver as they are, whatever the mapping says. The connector replaces
 * a date such as 0000-00-00 before anything else sees it: afterwards nobody can tell.
 */
final class ColumnRisks {
  private static final String MEND = "Mend the rows at the source before the snapshot.";

  /** By comparing MySQL's tables with those of the Java character set that the log is read in. */
  /** Codes of GB 18030 that its editions of 2000, 2005 and 2022 give to different characters. */
  private static final List<String> EDITIONS =
      List.of(
          ("82359037 82359038 82359039 82359130 82359131 82359132 82359133 82359134 84318236"
                  + " 84318237 84318238 84318239 84318330 84318331 84318332 84318333 84318334"
                  + " 84318335 8135F437 A6D9 A6DA A6DB A6DC A6DD A6DE A6DF A6EC A6ED A6F3 A8BC"
                  + " FE59 FE61 FE66 FE67 FE6D FE7E FE90 FEA0")
              .split(" ", -1));

  private static final Map<String, List<String>> READ_OTHERWISE =
      Map.of(
          "greek", List.of("A1", "A2"),
          "cp866", List.of("FC", "FD"),
          "hebrew", List.of("AF"),
          "sjis", List.of("815C", "815F"),
          "ujis", List.of("A1BD"),
          "gbk", List.of("A892"),
          "gb18030", EDITIONS);

  private static final int MOST_NAMED = 4;

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
    if (!column.typeName().equals("ENUM")) {
      addText(column, charset, risks);
    }
    return risks;
  }

  private static void addText(SourceColumn column, String charset, List<Suspicion> risks) {
    String name = Sql.quote(column.name());
    if (charset.equals("latin1")) {
      risks.add(
          risk(
              column,
              hasUndefinedByte(name),
              "with a byte that latin1 leaves undefined (81, 8D, 8F, 90, 9D): the log delivers"
                  + " U+FFFD, which is refused (E_REPLACEMENT_CHAR), a snapshot a control"
                  + " character"));
    }
    List<String> codes = READ_OTHERWISE.getOrDefault(charset, List.of());
    if (!codes.isEmpty()) {
      risks.add(
          risk(
              column,
              hasOneOf(codes, charset, name),
              "with a character that MySQL and Java read otherwise in "
                  + charset
                  + " ("
                  + (codes.size() > MOST_NAMED
                      ? codes.size() + " codes: docs/guarantees.md"
                      : String.join(", ", codes))
                  + "): the log delivers another character than a snapshot"));
    }
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
    return hasOneOf(List.of("81", "8D", "8F", "90", "9D"), "latin1", name);
  }

  private static String hasOneOf(List<String> codes, String charset, String name) {
    return codes.stream()
        .map(code -> "_" + charset + " 0x" + code + " COLLATE " + charset + "_bin")
        .map(character -> "LOCATE(" + character + ", " + name + ") > 0")
        .collect(Collectors.joining(" OR "));
  }

  private static Suspicion risk(SourceColumn column, String condition, String sentence) {
    return Suspicion.ofRows(MySqlCode.RISKY_VALUE, column.name(), condition, sentence + '.', MEND);
  }
}
