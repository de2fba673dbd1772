/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.conformance.property;

import dev.tandem.cli.wiring.Meters;
import dev.tandem.cli.wiring.Pipeline;
import dev.tandem.cli.wiring.PipelineProgress;
import dev.tandem.cli.wiring.Running;
import dev.tandem.conformance.ConformanceServers;
import dev.tandem.wire.DeadLetter;
import dev.tandem.wire.DeadLetterTopic;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Some tables that go through one pipeline together: first their rows, then their changes. */
final class Batch {
  private static final int MOST_ROWS = 200;
  private static final int CHANGES_OF_A_TABLE = 90;

  private final String name;
  private final List<RandomTable> tables;
  private final long seed;
  private int changes;
  private List<String> letters = List.of();

  Batch(String name, List<RandomTable> tables, long seed) {
    this.name = name;
    this.tables = List.copyOf(tables);
    this.seed = seed;
  }

  /** Its name in MySQL. */
  static String database(int number) {
    return "Any Data " + number;
  }

  /** Rows changed after the snapshot had begun. */
  int changes() {
    return changes;
  }

  /** What was refused, though all of it can be carried. */
  List<String> letters() {
    return letters;
  }

  /** Returns when both targets are as far as the source is. */
  void run(ConformanceServers servers, Connection session) throws Exception {
    Sql.execute(session, "CREATE DATABASE " + Sql.name(tables.get(0).database()));
    Sql.execute(session, "SET sql_mode = 'STRICT_ALL_TABLES', time_zone = '+00:00'");
    List<SourceChanges> sources = new ArrayList<>();
    for (RandomTable table : tables) {
      sources.add(new SourceChanges(session, table, Dice.of(seed, "rows " + table.number())));
      create(session, table);
    }
    load(session, sources);
    Pipeline pipeline = servers.pipeline(name, tables.get(0).database(), domains());
    List<String> problems = pipeline.sourceProblems();
    if (!problems.isEmpty()) {
      throw new AssertionError("the source is refused: " + problems);
    }
    try (Running processes = Running.start(pipeline.processes(new Meters()))) {
      awaitInStep(pipeline);
      change(session, sources);
      awaitInStep(pipeline);
      processes.check();
      letters =
          DeadLetterTopic.read(pipeline.kafka(), pipeline.names()).stream()
              .map(this::line)
              .toList();
    }
  }

  private static void create(Connection session, RandomTable table) throws SQLException {
    try {
      Sql.execute(session, table.create());
    } catch (SQLException e) {
      throw new SQLException(e.getMessage() + " IN " + table.create(), e);
    }
  }

  private static void awaitInStep(Pipeline pipeline) throws InterruptedException {
    try (PipelineProgress progress = new PipelineProgress(pipeline)) {
      progress.awaitInStep();
    }
  }

  private String domains() {
    return tables.stream().collect(Collectors.groupingBy(RandomTable::isAsIs)).entrySet().stream()
        .map(
            group ->
                "  "
                    + group.getValue().get(0).domain()
                    + ":\n    naming: "
                    + (group.getKey() ? "as_is" : "snake_case")
                    + "\n    entities:\n"
                    + group.getValue().stream()
                        .map(RandomTable::entityYaml)
                        .collect(Collectors.joining()))
        .collect(Collectors.joining());
  }

  private void load(Connection session, List<SourceChanges> sources) throws SQLException {
    Dice dice = Dice.of(seed, "load " + name);
    session.setAutoCommit(false);
    for (SourceChanges source : sources) {
      int rows = dice.percent(5) ? 0 : dice.between(1, MOST_ROWS);
      for (int i = 0; i < rows; i++) {
        source.insert();
      }
      session.commit();
    }
    session.setAutoCommit(true);
  }

  /** Transactions over several tables, of which some are rolled back. */
  private void change(Connection session, List<SourceChanges> sources) throws SQLException {
    Dice dice = Dice.of(seed, "change " + name);
    session.setAutoCommit(false);
    int statements = CHANGES_OF_A_TABLE * sources.size();
    while (statements > 0) {
      List<SourceChanges> some = dice.some(3, sources);
      some.forEach(SourceChanges::begin);
      int rows = 0;
      for (int i = dice.between(1, 12); i > 0; i--) {
        rows += dice.pick(some).change();
        statements--;
      }
      if (dice.percent(15)) {
        session.rollback();
        some.forEach(SourceChanges::rollBack);
      } else {
        session.commit();
        changes += rows;
      }
    }
    session.setAutoCommit(true);
  }

  private String line(DeadLetter letter) {
    return letter.stage()
        + " refused a row of "
        + letter.entity()
        + ": "
        + letter.code()
        + " "
        + letter.field()
        + " "
        + letter.reason();
  }
}
