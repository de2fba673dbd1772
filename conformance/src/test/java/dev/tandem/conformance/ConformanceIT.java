/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.tandem.cli.wiring.Meters;
import dev.tandem.cli.wiring.Pipeline;
import dev.tandem.cli.wiring.PipelineProgress;
import dev.tandem.cli.wiring.Running;
import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.preflight.Risk;
import dev.tandem.model.source.SourceKind;
import dev.tandem.wire.DeadLetterTopic;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every case of every type, from a real MySQL and from the stand-in for SQL Server to both targets,
 * by snapshot and by log.
 */
class ConformanceIT {
  @TempDir Path folder;

  private final List<String> wrong = new ArrayList<>();
  private final Set<TypeCase> silent = new HashSet<>();

  @ParameterizedTest
  @EnumSource
  @Timeout(value = 4, unit = TimeUnit.MINUTES)
  void shouldCarryEveryValueOrSayWhyNot(SourceKind product) throws Exception {
    List<Section> sections = CaseFiles.chosen(product);
    assumeThat(sections).as("files of cases of " + product).isNotEmpty();
    List<TypeTable> tables;
    try (ConformanceServers servers = ConformanceServers.start(folder, product);
        Connection session = servers.source().open()) {
      tables = TypeTable.of(sections, session.getMetaData().getDatabaseProductVersion());
      servers.source().create(session, tables);
      SourceRows source = new SourceRows(servers.source(), session);
      for (TypeTable table : tables) {
        source.before(table);
      }
      List<TypeTable> refused = tables.stream().filter(TypeTable::isRefused).toList();
      if (!refused.isEmpty()) {
        refusedTables(servers, refused);
      }
      List<TypeTable> running = tables.stream().filter(table -> !table.isRefused()).toList();
      Pipeline pipeline = servers.pipeline("conformance", running);
      assertThat(pipeline.sourceProblems()).isEmpty();
      riskyValues(pipeline, session, running);
      try (Running processes = Running.start(pipeline.processes(new Meters()))) {
        awaitInStep(pipeline);
        for (TypeTable table : running) {
          source.after(table);
        }
        awaitInStep(pipeline);
        processes.check();
        judge(servers, pipeline, running);
      }
    }
    tell(product, tables);
  }

  private static void awaitInStep(Pipeline pipeline) throws InterruptedException {
    try (PipelineProgress progress = new PipelineProgress(pipeline)) {
      progress.awaitInStep();
    }
  }

  /** Tables that must not be captured at all. */
  private void refusedTables(ConformanceServers servers, List<TypeTable> tables) throws Exception {
    Pipeline pipeline = servers.pipeline("refused", tables);
    List<String> problems = new ArrayList<>(pipeline.sourceProblems());
    pipeline.risks(true).risks().stream().map(Risk::line).forEach(problems::add);
    for (TypeTable table : tables) {
      String code = table.columns().get(0).preflight().orElseThrow();
      if (problems.stream()
          .noneMatch(line -> line.contains(code) && line.contains(table.id().toString()))) {
        found(table.columns().get(0), table.columns().get(0).cases().get(0), "no " + code);
      }
    }
  }

  private void riskyValues(Pipeline pipeline, Connection session, List<TypeTable> tables)
      throws Exception {
    List<Risk> risks = pipeline.risks(true).risks();
    for (TypeTable table : tables) {
      if (table.when() == Section.When.ALWAYS) {
        wrong.addAll(Preflights.wrong(risks, session, table));
      }
    }
  }

  private void judge(ConformanceServers servers, Pipeline pipeline, List<TypeTable> tables)
      throws Exception {
    Refusals refusals = new Refusals(DeadLetterTopic.read(pipeline.kafka(), pipeline.names()));
    assertThat(pipeline.mapping().entities()).extracting(EntityPlan::name).hasSameSizeAs(tables);
    try (Connection postgres = servers.postgres()) {
      for (TypeTable table : tables) {
        Map<String, String> types = TargetRows.postgresTypes(postgres, table);
        Judgement judgement =
            new Judgement(
                table,
                EntityTopic.read(pipeline, table),
                TargetRows.postgres(postgres, table),
                TargetRows.dynamo(servers.dynamo(), table),
                refusals);
        for (TypeColumn column : table.columns()) {
          String type = String.valueOf(types.get(column.name()));
          if (!type.equals(column.postgres())) {
            found(column, column.cases().get(0), "PostgreSQL's type is " + type);
          }
          for (TypeCase literal : column.cases()) {
            judgement.of(column, literal).forEach(line -> found(column, literal, line));
          }
        }
      }
    }
  }

  private void found(TypeColumn column, TypeCase literal, String line) {
    silent.add(literal);
    wrong.add(
        column.definition()
            + column.declared().map(type -> " as " + type).orElse("")
            + " "
            + literal.sql()
            + " (case "
            + literal.number()
            + ", "
            + column.name()
            + "): "
            + line);
  }

  private void tell(SourceKind product, List<TypeTable> tables) {
    List<TypeCase> cases =
        tables.stream()
            .flatMap(table -> table.columns().stream())
            .flatMap(column -> column.cases().stream())
            .toList();
    List<TypeCase> good = cases.stream().filter(literal -> !silent.contains(literal)).toList();
    long refused = good.stream().filter(TypeCase::isRefused).count();
    wrong.forEach(System.out::println);
    System.out.printf(
        "conformance of %s: %d cases, %d equal, %d refused as documented, %d silent%n",
        TypesPage.name(product), cases.size(), good.size() - refused, refused, silent.size());
    assertThat(wrong).isEmpty();
  }
}
