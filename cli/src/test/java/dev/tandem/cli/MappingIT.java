/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.cli.wiring.Meters;
import dev.tandem.cli.wiring.Pipeline;
import dev.tandem.cli.wiring.Running;
import dev.tandem.config.ConfigReader;
import dev.tandem.config.ConfigResult;
import dev.tandem.config.PipelineConfig;
import dev.tandem.wire.DeadLetter;
import dev.tandem.wire.DeadLetterTopic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the mapping language says, carried out on real servers. */
class MappingIT {
  private static final String DOMAINS =
      """
        crm:
          entities:
            person:
              from: shop.People
              fields:
                name: {from: Name, transform: [trim, collapse_blanks]}
                mail: {from: Mail, transform: [lowercase, "nullif('')"], default: unknown}
                phone: {from: Phone, transform: e164(DE)}
                status: {from: Status, transform: "map(A=active, C=closed)", type: "enum(active,closed)"}
                ssn_hash: {from: Ssn, transform: hash(16)}
                region: {constant: EU, type: string(2)}
                gross: {computed: "amount * decimal('1.19')", type: "decimal(14,4)"}
              where: "status != 'closed' || amount != 0"
              rules:
                not_owing: "amount >= 0"
                reachable: {check: "mail != 'unknown'", severity: warn}
              deletes: soft
              to: {postgres: {}}
            contact:
              from: shop.People
              fields: {name: Name, mail: Mail}
              other_columns: ignore
              where: "name != null"
              to:
                dynamo:
                  table: Contacts
                  key: {pk: "{name}#{mail}", sk: "{id}"}
                  attributes: {who: {mails: [mail]}}
        copy:
          entities:
            "old_*": {from: "shop.*", except: [shop.Key*], to: {postgres: {}}}
      """;

  @TempDir Path folder;

  @Test
  void shouldCarryOutWhatTheFileSays() throws Exception {
    try (ShopServers shop = ShopServers.start(folder)) {
      // Given
      shop.mySql(
          "CREATE TABLE shop.People (Id INT PRIMARY KEY, Name VARCHAR(50), Mail VARCHAR(80),"
              + " Phone VARCHAR(40), Status CHAR(1), Amount DECIMAL(10,2), Ssn VARCHAR(20))",
          "INSERT INTO shop.People VALUES"
              + " (1, '  Ada   Byron ', 'Ada@X.org', '030 901820', 'A', 1.50, '123'),"
              + " (2, 'Bo', '', NULL, 'C', 0, NULL),"
              + " (3, 'Cy#', 'c@x.org', NULL, 'C', 7, '123'),"
              + " (4, 'Di', 'd@x.org', 'nonsense', 'A', 1, NULL),"
              + " (5, 'Ed', 'e@x.org', NULL, 'A', -1, NULL),"
              + " (6, NULL, 'f@x.org', NULL, 'A', 2, NULL)");
      Path file = file(shop);
      Map<String, String> environment = environment(shop);
      Pipeline pipeline = pipeline(file, environment);
      assertThat(pipeline.sourceProblems()).isEmpty();
      try (Running running = Running.start(pipeline.processes(new Meters()))) {
        assertThat(ShopPipeline.differences(pipeline)).isEmpty();
        assertThat(people(shop))
            .containsExactly(
                "1|Ada Byron|ada@x.org|+4930901820|active|EU|1.7850|f",
                "3|Cy#|c@x.org||closed|EU|8.3300|f",
                "6||f@x.org||active|EU|2.3800|f");
        assertThat(shop.postgres("SELECT count(DISTINCT ssn_hash)::text FROM crm.person"))
            .containsExactly("1");

        // When
        shop.mySql(
            "UPDATE shop.People SET Amount = 0 WHERE Id = 3",
            "UPDATE shop.People SET Amount = 4 WHERE Id = 2",
            "UPDATE shop.People SET Mail = 'a#b', Phone = '+49 30 901821' WHERE Id = 1",
            "UPDATE shop.People SET Name = NULL WHERE Id = 4",
            "DELETE FROM shop.People WHERE Id = 6");
        assertThat(ShopPipeline.differences(pipeline)).isEmpty();

        // Then
        assertThat(shop.postgres("SELECT status FROM copy.old_people ORDER BY id"))
            .containsExactly("A", "C", "C", "A", "A");
        assertThat(shop.postgres("SELECT count(*)::text FROM copy.old_orders"))
            .containsExactly("2");
        assertThat(shop.postgres("SELECT count(*)::text FROM copy.old_log")).containsExactly("2");
        assertThat(people(shop))
            .containsExactly(
                "1|Ada Byron|a#b|+4930901821|active|EU|1.7850|f",
                "2|Bo|unknown||closed|EU|4.7600|f",
                "3|Cy#|c@x.org||closed|EU|8.3300|t",
                "6||f@x.org||active|EU|2.3800|t");
        assertThat(DeadLetterTopic.read(pipeline.kafka(), pipeline.names()))
            .extracting(DeadLetter::code, DeadLetter::field)
            .containsExactlyInAnyOrder(
                org.assertj.core.groups.Tuple.tuple("E_TRANSFORM", "phone"),
                org.assertj.core.groups.Tuple.tuple("E_RULE", ""),
                org.assertj.core.groups.Tuple.tuple("E_TRANSFORM", "phone"));
        running.check();
      }
      assertPreview(file, environment);
    }
  }

  private void assertPreview(Path file, Map<String, String> environment) throws IOException {
    CommandRun text =
        CommandRun.of(folder, environment, "preview", "-f", file.toString(), "--rows", "9");
    assertThat(text.status()).isZero();
    assertThat(text.out())
        .contains("crm.person from shop.People", "  Id=1: mapped", "  Id=3: left out")
        .contains("  Id=4: refused", "  Id=5: refused", "    where does not hold")
        .anyMatch(line -> line.contains("phone") && line.contains("E_TRANSFORM"))
        .contains("    rule not_owing does not hold: reject")
        .contains("    rule reachable does not hold: warn")
        .contains("    pk = \"  Ada   Byron #a#b\"", "    who = {\"mails\":[\"a#b\"]}");
    CommandRun json =
        CommandRun.of(
            folder,
            environment,
            "preview",
            "-f",
            file.toString(),
            "--entity",
            "crm.person",
            "--key",
            "1",
            "--json");
    JsonNode row =
        new ObjectMapper().readTree(json.out().get(json.out().size() - 1)).at("/entities/0/rows/0");
    assertThat(row.path("outcome").asText()).isEqualTo("mapped");
    assertThat(row.at("/fields/1/before").asText()).isEqualTo("'  Ada   Byron '");
    assertThat(row.at("/fields/1/after").asText()).isEqualTo("Ada Byron");
    CommandRun.of(folder, environment, "preview", "-f", file.toString(), "--key", "1,2")
        .failedInSentences(2)
        .problem("TD-CLI-ENTITY");
  }

  private Path file(ShopServers shop) throws IOException {
    Path file = shop.file().withDomains(DOMAINS).in(folder);
    Files.writeString(file, "masking_key: \"${MASKING_KEY}\"\n" + Files.readString(file));
    return file;
  }

  private static Map<String, String> environment(ShopServers shop) {
    Map<String, String> environment = new HashMap<>(shop.environment());
    environment.put("MASKING_KEY", "a key of sixteen bytes and more");
    return environment;
  }

  private Pipeline pipeline(Path file, Map<String, String> environment) {
    ConfigResult result = ConfigReader.read(file, environment::get);
    assertThat(result).isInstanceOf(ConfigResult.Valid.class);
    PipelineConfig config = ((ConfigResult.Valid) result).config();
    return new Pipeline(config, config.kafka().orElseThrow(), folder.resolve("work"));
  }

  private static List<String> people(ShopServers shop) throws SQLException {
    return shop.postgres(
        "SELECT concat_ws('|', id, coalesce(name, ''), mail, coalesce(phone, ''), status, region,"
            + " gross, deleted) FROM crm.person ORDER BY id");
  }
}
