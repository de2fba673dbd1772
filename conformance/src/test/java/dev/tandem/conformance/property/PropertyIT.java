/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.conformance.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tandem.conformance.ConformanceServers;
import dev.tandem.conformance.DynamoApi;
import dev.tandem.conformance.property.Damage.Place;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tables of any columns with any rows and any changes are the same at both targets. {@code
 * -Dtandem.schemas=200} makes so many tables; {@code 17..17} only the seventeenth.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PropertyIT {
  private static final int TABLES_OF_A_PIPELINE = 25;
  private static final int MOST_LINES = 40;

  /** A capture that fails in each of its snapshots makes progress for ever. */
  private static final Duration LONGEST_BATCH = Duration.ofMinutes(10);

  private final Span schemas = Span.of(System.getProperty("tandem.schemas", "12"));
  private final long seed = Long.getLong("tandem.seed", new Random().nextInt(1_000_000_000));
  private final List<Difference> differences = new ArrayList<>();
  private final List<String> letters = new ArrayList<>();
  private final List<RandomTable> last = new ArrayList<>();

  private ConformanceServers servers;
  private Connection mySql;
  private Connection postgres;
  private DynamoApi dynamo;

  @BeforeAll
  void carry(@TempDir Path folder) throws Exception {
    System.out.println("property: " + again() + " repeats this run");
    servers = ConformanceServers.start(folder);
    mySql = servers.mySql();
    postgres = servers.postgres();
    dynamo = new DynamoApi(servers.dynamo());
    RandomTables tables = new RandomTables(new Alphabets(mySql));
    int rows = 0;
    int changes = 0;
    for (Span part : schemas.parts(TABLES_OF_A_PIPELINE)) {
      last.clear();
      for (int number = part.first(); number <= part.last(); number++) {
        Dice dice = Dice.of(seed, "table " + number);
        last.add(tables.table(dice, Batch.database(part.first()), number));
      }
      Batch batch = new Batch("batch" + part.first(), last, seed);
      assertTimeoutPreemptively(LONGEST_BATCH, () -> batch.run(servers, mySql), this::again);
      letters.addAll(batch.letters());
      Comparison comparison = compared();
      differences.addAll(comparison.differences());
      rows += comparison.rows();
      changes += batch.changes();
    }
    System.out.printf(
        "property: %d schemas, %,d rows, %,d changes, %d differences (seed %d)%n",
        schemas.size(), rows, changes, differences.size(), seed);
  }

  @AfterAll
  void close() {
    if (servers != null) {
      servers.close();
    }
  }

  private Comparison compared() throws Exception {
    Comparison comparison = new Comparison(mySql, postgres, dynamo);
    for (RandomTable table : last) {
      comparison.of(table);
    }
    return comparison;
  }

  private String again() {
    return "-Dtandem.seed=" + seed + " -Dtandem.schemas=" + schemas;
  }

  @Test
  void shouldCarryEveryValue() {
    if (!differences.isEmpty() || !letters.isEmpty()) {
      throw new AssertionError(report());
    }
  }

  @Test
  void shouldSeeAValueThatPostgresHasLost() throws Exception {
    Place place = place(damage().value(last));
    assertOnly(damage().inPostgres(place), place, Comparison.POSTGRES);
  }

  @Test
  void shouldSeeAValueThatDynamoHasLost() throws Exception {
    Place place = place(damage().value(last));
    assertOnly(damage().inDynamo(place), place, Comparison.DYNAMO);
  }

  @Test
  void shouldSeeARowThatPostgresHasLost() throws Exception {
    Place place = place(damage().row(last));
    assertOnly(damage().inPostgres(place), place, Comparison.POSTGRES);
  }

  @Test
  void shouldSeeARowThatDynamoHasLost() throws Exception {
    Place place = place(damage().row(last));
    assertOnly(damage().inDynamo(place), place, Comparison.DYNAMO);
  }

  private Damage damage() {
    return new Damage(postgres, dynamo, () -> compared().differences());
  }

  private static Place place(Optional<Place> found) {
    assumeTrue(found.isPresent(), "no row that could be spoiled");
    return found.orElseThrow();
  }

  private void assertOnly(List<Difference> seen, Place place, String target) {
    List<Difference> other = new ArrayList<>(seen);
    other.removeAll(differences);
    assertThat(other).as(again()).hasSize(1);
    Difference only = other.get(0);
    Column column = place.column();
    assertThat(only.table()).isEqualTo(place.table());
    assertThat(only.target()).isEqualTo(target);
    assertThat(only.what()).startsWith(column == null ? "the row" : "column " + column.name());
    assertThat(only.found()).isEqualTo(column == null ? "no row" : "NULL");
    assertThat(only.source()).isNotEqualTo(only.found());
  }

  private String report() {
    TreeMap<Integer, List<Difference>> byTable =
        differences.stream()
            .collect(
                Collectors.groupingBy(
                    difference -> difference.table().number(), TreeMap::new, Collectors.toList()));
    StringBuilder report =
        new StringBuilder(differences.size() + " differences, repeated by " + again());
    report.append("\n").append(letters.size()).append(" rows refused:\n");
    letters.stream()
        .collect(Collectors.groupingBy(letter -> letter, TreeMap::new, Collectors.counting()))
        .forEach(
            (letter, count) -> report.append(count).append(" times ").append(letter).append('\n'));
    for (List<Difference> some : byTable.values()) {
      RandomTable table = some.get(0).table();
      report.append("\n\n").append(some.size()).append(" in table ").append(table.number());
      report.append(":\n").append(table.create()).append('\n').append(table.entityYaml());
      some.stream().limit(MOST_LINES).forEach(one -> report.append(one.line()).append('\n'));
    }
    return report.toString();
  }
}
