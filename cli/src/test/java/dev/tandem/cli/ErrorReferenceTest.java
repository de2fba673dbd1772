/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.tandem.model.error.ErrorCode;
import dev.tandem.model.error.ExitStatus;
import dev.tandem.model.type.ValueError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Keeps docs/errors.md equal to what the code says. */
class ErrorReferenceTest {
  private static final Path PAGE = Path.of("../docs/errors.md");
  private static final Pattern CODE = Pattern.compile("\\bTD-[A-Z]+(-[A-Z]+)+");

  private static List<ErrorCode> codes() {
    return new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.tandem")
            .stream()
            .filter(type -> type.isAssignableTo(ErrorCode.class) && type.isEnum())
            .map(JavaClass::reflect)
            .flatMap(type -> Arrays.stream((ErrorCode[]) type.getEnumConstants()))
            .sorted(Comparator.comparing(ErrorCode::code))
            .toList();
  }

  private static String page() {
    StringBuilder page = new StringBuilder();
    page.append("<!-- Generated from the code: mvn -pl cli -am test -Dtest=ErrorReferenceTest")
        .append(" -Dsurefire.failIfNoSpecifiedTests=false -Dtandem.docs=write -->\n# Errors\n\n")
        .append(
            "Every message begins with a code that never changes. What is refused about a single row is a")
        .append(
            " dead letter with a code of the second table; it stops nothing.\n\n## Exit statuses\n\n")
        .append("| status | meaning |\n|-|-|\n");
    for (ExitStatus status : ExitStatus.values()) {
      row(page, Integer.toString(status.status()), status.meaning());
    }
    page.append("| 143, 130 | Ended by SIGTERM or SIGINT, in order; nothing was lost. |\n");
    page.append("\n## Messages\n\n| code | what happened | what to do | status |\n|-|-|-|-|\n");
    codes()
        .forEach(
            code ->
                row(
                    page,
                    "`" + code.code() + "`",
                    code.meaning(),
                    code.remedy(),
                    Integer.toString(code.exitStatus().status())));
    page.append("\n## Refused values\n\n| code | what it means |\n|-|-|\n");
    for (ValueError error : ValueError.values()) {
      row(page, "`" + error.code() + "`", error.meaning());
    }
    page.append(
        "| `E_RAW_...` | The raw record is none that this version of capture wrote; the message says why. |\n");
    page.append(
        "| `E_ENTITY_RECORD` | The record in an entity topic is none that a transform wrote. |\n");
    page.append(
        "| `E_MAPPING` | The mapping does not fit the table as it was when the row changed. |\n");
    page.append(
        "| `E_TOO_BIG` | The row is larger than Kafka takes, and was captured without that value. |\n");
    page.append(
        "| `E_TRUNCATE` | The raw record says that its table was truncated, and names no rows. This version of capture writes none such: it publishes the deletes, or stops. |\n");
    page.append("| `TD-PG-<SQLSTATE>` | PostgreSQL refuses the row with that state. |\n");
    return page.toString();
  }

  private static void row(StringBuilder page, String... cells) {
    page.append("| ").append(String.join(" | ", cells).replace("\n", " ")).append(" |\n");
  }

  @Test
  void shouldHaveEveryCodeOnce() {
    assertThat(codes())
        .extracting(ErrorCode::code)
        .doesNotHaveDuplicates()
        .allMatch(code -> code.matches("TD-[A-Z]+-[A-Z-]+"));
  }

  @Test
  void shouldHaveAPageThatIsTrue() throws IOException {
    if ("write".equals(System.getProperty("tandem.docs"))) {
      Files.writeString(PAGE, page());
    }
    assertThat(PAGE)
        .as("docs/errors.md is generated: run the command in its first line")
        .hasContent(page());
  }

  @Test
  void shouldBeReferredToByItsOwnNames() throws IOException {
    Set<String> known =
        codes().stream().map(ErrorCode::code).collect(Collectors.toCollection(TreeSet::new));
    for (String page : List.of("runbook.md", "operations.md", "guarantees.md", "sqlserver.md")) {
      assertThat(CODE.matcher(Files.readString(PAGE.resolveSibling(page))).results())
          .as("codes in docs/%s", page)
          .isNotEmpty()
          .extracting(MatchResult::group)
          .isSubsetOf(known);
    }
  }
}
