/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.type.Types;
import dev.tandem.model.type.ValueError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TypesPageTest {
  private static final Path PAGE = Path.of("..", "docs", "types.md");
  private static final int FEWEST = 300;

  private static Stream<TypeColumn> runnable() {
    return CaseFiles.read().stream()
        .filter(section -> section.when() != Section.When.NEVER)
        .flatMap(section -> section.columns().stream());
  }

  @Test
  void shouldHaveAPageThatIsTrue() throws IOException {
    String page = TypesPage.markdown(CaseFiles.read());
    if ("write".equals(System.getProperty("tandem.docs"))) {
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE)
        .as("docs/types.md is generated: run the command in its first line")
        .hasContent(page);
  }

  @Test
  void shouldHaveCasesEnough() {
    assertThat(runnable().flatMap(column -> column.cases().stream()).count())
        .isGreaterThanOrEqualTo(FEWEST);
  }

  @Test
  void shouldNameTypesThatThereAre() {
    assertThat(runnable().filter(column -> column.preflight().isEmpty()))
        .allSatisfy(
            column ->
                assertThat(Types.parse(column.type()).map(Object::toString))
                    .contains(column.type()));
  }

  @Test
  void shouldNameRefusalsThatThereAre() {
    Set<String> codes =
        Arrays.stream(ValueError.values()).map(ValueError::code).collect(Collectors.toSet());
    assertThat(runnable().flatMap(column -> column.cases().stream()))
        .flatExtracting(
            literal ->
                Stream.of(literal.json(), literal.postgres(), literal.dynamo())
                    .flatMap(expected -> expected.refusal().stream())
                    .toList())
        .isSubsetOf(List.copyOf(codes));
  }
}
