/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.conformance;

import dev.tandem.model.source.SourceKind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The page {@code docs/types.md}, made of the cases that the test runs. */
final class TypesPage {
  private static final int LONGEST = 90;

  private static final String INTRODUCTION =
      """
      <!-- Generated from the cases: mvn -pl conformance -am test -Dtest=TypesPageTest -Dsurefire.failIfNoSpecifiedTests=false -Dtandem.docs=write -->
      # Types

      What becomes of each type of the source: its type in the domain model and so in the entity topics, the column in
      PostgreSQL, the attribute in DynamoDB, and what is refused. Each line of MySQL is a case that `mvn verify` runs from
      a real MySQL to both targets, by snapshot, by log, and as the result of an UPDATE (`mvn -q verify -Pconformance`
      runs these alone). Those of SQL Server go the same ways, and once more as what an UPDATE of another column leaves
      alone; but they begin at a stand-in inside the JVM (`sqlserver-double`), which the connector and Microsoft's driver
      take for a SQL Server 2022. They prove what becomes of a value that the driver hands over; what a real server stores
      for a literal is as its documentation has it. The cases themselves lie in
      `conformance/src/test/resources/dev/tandem/conformance`.

      * **JSON** is the value in the entity topic; **PostgreSQL** what the column is as `::text`; **DynamoDB** the
        attribute in DynamoDB's own JSON. NULL is `null`, NULL and no attribute.
      * A type in the column *declared* is what the mapping says under `fields`; elsewhere it is the type that the column
        gets by itself.
      * `E_...` means that the row becomes a dead letter with that code ([errors.md](errors.md)), for both targets or for
        the one in whose column it stands. An older state of the row stays where it was.
      * `TD-...` means that `./tandem check` finds the column, or counts the rows, before anything runs.

      """;

  private static final String CORRECTIONS =
      """
      ## What turned out otherwise

      The cases began as a list of what was expected. Where the real servers proved that wrong, the cases follow the servers:

      * A truth value in PostgreSQL is `true` as `::text`; `t` is how psql shows it.
      * The year 0000 is carried: the log's 1900 cannot mean anything else, and a snapshot can be made to read it right.
      * Zero dates are refused where the column is NOT NULL; they were expected to become 1970-01-01.
      * Byte 81 in latin1 is carried by a snapshot, and refused only by the log.
      * A spatial reference system is carried, as EWKB; it was expected to be dropped.
      * BIT(n) declared as a number is the number that its bits spell, also for more than one bit.

      Not covered: a column that is added while capture runs with one of the old attributes BYTE or UNICODE, of which the
      connector takes no notice: it arrives as text of another character set. Write BINARY(n), or CHARACTER SET ucs2.
      """;

  private TypesPage() {}

  static String markdown(List<Section> sections) {
    StringBuilder page = new StringBuilder(INTRODUCTION);
    page.append("## At a glance\n");
    for (SourceKind source : SourceKind.values()) {
      glance(page, source, sections);
    }
    page.append('\n');
    for (Section section : sections) {
      page.append("## ").append(section.title()).append("\n\n");
      if (!section.text().isEmpty()) {
        page.append(section.text().strip()).append("\n\n");
      }
      section.columns().forEach(column -> column(page, column));
    }
    return page.append(CORRECTIONS).toString();
  }

  /** As its maker spells it. */
  static String name(SourceKind source) {
    return switch (source) {
      case MYSQL -> "MySQL";
      case SQL_SERVER -> "SQL Server";
    };
  }

  private static void glance(StringBuilder page, SourceKind source, List<Section> sections) {
    page.append("\n| ")
        .append(name(source))
        .append(" | type | PostgreSQL | DynamoDB |\n|-|-|-|-|\n");
    sections.stream()
        .filter(section -> section.source() == source && section.when() == Section.When.ALWAYS)
        .flatMap(section -> section.columns().stream())
        .filter(column -> column.declared().isEmpty() && column.preflight().isEmpty())
        .filter(column -> column.base().isEmpty() && !column.definition().contains("DEFAULT"))
        .filter(column -> column.session().isEmpty() && !column.isKey())
        .forEach(column -> glance(page, column));
  }

  private static void glance(StringBuilder page, TypeColumn column) {
    String attribute =
        column.cases().stream()
            .flatMap(literal -> literal.dynamo().text().stream())
            .findFirst()
            .map(json -> json.replaceAll("^\\{\"(\\w+)\".*", "$1"))
            .orElse("");
    String form = column.type().equals("json") ? "M, L, S, N, BOOL or NULL" : attribute;
    row(page, code(column.definition()), code(column.type()), code(column.postgres()), form);
  }

  private static void column(StringBuilder page, TypeColumn column) {
    page.append("### ").append(code(column.definition()));
    column.declared().ifPresent(type -> page.append(", declared ").append(code(type)));
    page.append("\n\n");
    if (column.declared().isEmpty() && !column.type().isEmpty()) {
      page.append("Becomes ").append(code(column.type())).append(". ");
    }
    if (!column.postgres().isEmpty()) {
      page.append("In PostgreSQL ").append(code(column.postgres())).append(". ");
    }
    column
        .preflight()
        .ifPresent(
            found ->
                page.append("Refused before anything runs: ").append(code(found)).append(". "));
    column.since().ifPresent(version -> page.append("From MySQL ").append(version).append(" on. "));
    column.rule().ifPresent(rule -> page.append(rule).append(' '));
    column.session().ifPresent(set -> page.append("(").append(code(set)).append(") "));
    page.append("\n\n");
    cases(page, column);
    page.append('\n');
  }

  private static void cases(StringBuilder page, TypeColumn column) {
    if (column.preflight().isPresent()) {
      page.append(
          column.cases().stream()
              .map(literal -> code(literal.sql()))
              .collect(Collectors.joining(", ", "For example ", ".\n")));
      return;
    }
    row(page, "SQL", "JSON", "PostgreSQL", "DynamoDB", "");
    page.append("|-|-|-|-|-|\n");
    for (TypeCase literal : column.cases()) {
      row(
          page,
          code(literal.sql()),
          cell(literal.json(), "null"),
          cell(literal.at(literal.postgres()), "NULL"),
          cell(literal.at(literal.dynamo()), "–"),
          note(literal));
    }
  }

  private static String note(TypeCase literal) {
    return Optional.of(literal)
        .map(
            it ->
                it.log().map(code -> "By the log " + code(code) + ". ").orElse("")
                    + it.preflight().map(code -> "Found: " + code(code) + ". ").orElse("")
                    + it.note().orElse(""))
        .orElse("")
        .strip();
  }

  private static String cell(Expected expected, String ofNull) {
    return expected
        .refusal()
        .map(TypesPage::code)
        .or(() -> expected.text().map(TypesPage::code))
        .orElse(ofNull);
  }

  private static void row(StringBuilder page, String... cells) {
    page.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  /** As code, whatever it holds; an empty text is shown as such. */
  private static String code(String text) {
    if (text.isEmpty()) {
      return "(empty)";
    }
    String shown = visible(text.length() > LONGEST ? text.substring(0, LONGEST / 2) + "…" : text);
    String quotes = shown.contains("`") ? "``" : "`";
    return quotes + shown.replace("|", "\\|") + quotes;
  }

  /** What would not be seen is spelled by its number. */
  private static String visible(String text) {
    StringBuilder visible = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              boolean isHidden =
                  Character.isISOControl(c)
                      || Character.getType(c) == Character.FORMAT
                      || Character.getType(c) == Character.UNASSIGNED
                      || Character.getType(c) == Character.SURROGATE;
              if (isHidden) {
                visible.append(String.format(Locale.ROOT, "\\u%04x", c));
              } else {
                visible.appendCodePoint(c);
              }
            });
    return visible.toString();
  }
}
