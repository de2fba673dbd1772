/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigSchemaTest {
  private static final Path FILE = Path.of("..", "docs", "tandem.schema.json");
  private static final Pattern BLOCK = Pattern.compile("(?m)^( *)```yaml\n((?s:.*?))^ *```");

  private static final String HEAD =
      """
      name: loans
      source:
        mysql: {host: localhost, user: root, password: secret, databases: [shop]}
      """;

  private static final String SHORTEST =
      HEAD
          + """
      domains:
        sales:
          entities:
            order: {from: shop.orders, to: {postgres: {}}}
      """;

  private static List<String> problems(String yaml) {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(ConfigSchema.json(), InputFormat.JSON);
    return schema.validate(yaml, InputFormat.YAML).stream().map(Object::toString).toList();
  }

  @Test
  void theFileInDocsIsTheGeneratedOne() throws IOException {
    if ("write".equals(System.getProperty("tandem.docs"))) {
      Files.writeString(FILE, ConfigSchema.json());
    }
    assertThat(Files.readString(FILE))
        .as(
            "docs/tandem.schema.json is out of date: run mvn -pl config -am test -Dtandem.docs=write")
        .isEqualTo(ConfigSchema.json());
  }

  @Test
  void takesTheExample() {
    assertThat(problems(ConfigReference.example())).isEmpty();
    assertThat(problems(SHORTEST)).isEmpty();
  }

  @Test
  void takesEveryFileOnThePages() throws IOException {
    // Given
    List<String> files = new ArrayList<>();
    try (Stream<Path> pages = Files.walk(Path.of("..", "docs"))) {
      for (Path page :
          Stream.concat(Stream.of(Path.of("..", "README.md")), pages)
              .filter(path -> path.toString().endsWith(".md"))
              .toList()) {
        BLOCK
            .matcher(Files.readString(page))
            .results()
            .map(ConfigSchemaTest::unindented)
            .map(yaml -> yaml.startsWith("domains:") ? HEAD + yaml : yaml)
            .forEach(files::add);
      }
    }

    // Then
    assertThat(files).hasSizeGreaterThanOrEqualTo(8);
    assertThat(files).allSatisfy(yaml -> assertThat(problems(yaml)).as(yaml).isEmpty());
  }

  private static String unindented(MatchResult block) {
    return block.group(2).replaceAll("(?m)^" + block.group(1), "");
  }

  /** Whole files with one thing changed that the reader takes in either spelling. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "to: {postgres: {}} | to: {postgres: }",
        "to: {postgres: {}} | to: {postgres: {}}, fields: {phone: Phone}",
        "to: {postgres: {}} | to: {postgres: {}}, fields: {phone: {from: Phone, transform: trim}}",
        "to: {postgres: {}} | to: {postgres: {}}, fields: {phone: {from: Phone, transform: [trim, lowercase]}}",
        "to: {postgres: {}} | to: {postgres: {}}, fields: {region: {constant: 5, type: int16}}",
        "to: {postgres: {}} | to: {postgres: {}}, rules: {positive: \"amount > 0\"}",
        "to: {postgres: {}} | to: {postgres: {}}, deletes: soft",
        "to: {postgres: {}} | to: {postgres: {}}, deletes: {policy: soft, flag: gone}",
        "host: localhost | host: localhost, port: \"${PORT}\"",
        "mysql: {host: localhost, | sqlserver: {login: ntlm, domain: CORP, host: localhost,",
        "host: localhost | host: localhost, port: 3307",
        "host: localhost | host: localhost, port: \"3307\"",
        "to: {postgres: {}} | to: {postgres: {}}, fields: {phone: {from: Phone, required: \"true\"}}",
        "to: {postgres: {}} | to: {dynamo: {table: 123, key: {pk: x}}}",
        "to: {postgres: {}} | to: {postgres: {}}, lookup: {p: {from: shop.p, on: p_id, missing: null}}",
        "to: {postgres: {}} | to: {postgres: {}}, lookup: {p: {from: shop.p, on: [a, b], missing: wait}}",
        "to: {postgres: {}} | to: {postgres: {}}, embed: {a: {from: shop.a, on: x, embed: {b: {from: shop.b, on: y}}}}",
        "password: secret | password: 1234",
        "name: loans | name: \"${NAME}\""
      })
  void takesShortFormsAndReferences(String spelling, String other) {
    assertThat(problems(SHORTEST.replace(spelling, other))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "source: | sources:",
        "mysql: {host | mysqll: {host",
        "mysql: {host: localhost, user: root, password: secret, databases: [shop]} | {}",
        "mysql: {host: localhost, | sqlserver: {server_id: 1, host: localhost,",
        "[shop]} | '[shop]}\n  sqlserver: {host: localhost, user: sa, password: x, databases: [shop]}'",
        "host: | hots:",
        "entities: | entites:",
        "postgres: {} | postgres: {tabel: x}",
        "postgres: {} | postgress: {}",
        "host: localhost, | ''",
        "host: localhost | host: localhost, port: 70000",
        "host: localhost | host: localhost, tls: {mode: maybe}",
        "[shop] | shop",
        "[shop] | []",
        "[shop] | [shop, shop]",
        "order: | Order:",
        "name: loans | name: Loans",
        "name: loans | revision: 1",
        "from: shop.orders | from: shop.orders, lookup: {p: {from: shop.p}}",
        "from: shop.orders | from: shop.orders, lookup: {p: {from: shop.p, on: x, missing: never}}",
        "from: shop.orders | from: shop.orders, embed: {a: {from: shop.a, on: x, embed: {b: {form: shop.b, on: y}}}}",
        "from: shop.orders | from: shop.orders, deletes: softly"
      })
  void refusesWhatIsMisspelled(String spelling, String wrong) {
    String yaml = SHORTEST.replace(spelling, wrong);
    assertThat(yaml).isNotEqualTo(SHORTEST);
    assertThat(problems(yaml)).isNotEmpty();
  }

  @Test
  void refusesTenMistakes() throws IOException {
    try (var in = ConfigSchemaTest.class.getResourceAsStream("ten-mistakes.yaml")) {
      assertThat(in).isNotNull();
      assertThat(problems(new String(in.readAllBytes(), StandardCharsets.UTF_8))).isNotEmpty();
    }
  }
}
