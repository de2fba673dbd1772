/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending;

import dev.tandem.lending.table.Table;
import dev.tandem.lending.table.Tables;
import dev.tandem.model.entity.EntityRow;
import dev.tandem.model.join.JoinedReader;
import dev.tandem.model.mapping.DynamoPlan;
import dev.tandem.model.mapping.EntityMapper;
import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.mapping.FittedTable;
import dev.tandem.model.mapping.MappingMismatch;
import dev.tandem.model.mapping.MappingPlan;
import dev.tandem.model.mapping.RowRefused;
import dev.tandem.model.preflight.CapturePlan;
import dev.tandem.model.preflight.Problem;
import dev.tandem.model.preflight.Risk;
import dev.tandem.model.source.OnCascade;
import dev.tandem.model.source.SourceKind;
import dev.tandem.model.source.SourceReader;
import dev.tandem.model.source.SourceRow;
import dev.tandem.model.source.TableId;
import dev.tandem.mysql.MySqlReader;
import dev.tandem.mysql.preflight.Lint;
import dev.tandem.mysql.preflight.Preflight;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;

/** What must be true of the database at any time. */
final class Integrity {
  private static final int LONGEST_SORT_KEY = 1_024;

  private Integrity() {}

  /** Tables with rows whose parents are missing. */
  static List<String> orphans(ToLongFunction<String> count) {
    List<String> orphans = new ArrayList<>();
    for (Table parent : Tables.ALL) {
      for (Table child : Tables.childrenOf(parent)) {
        String sql =
            "SELECT COUNT(*) FROM "
                + child.name()
                + " c LEFT JOIN "
                + parent.name()
                + " p ON p."
                + parent.key().get(0).name()
                + " = c."
                + child.reference().name()
                + " WHERE p."
                + parent.key().get(0).name()
                + " IS NULL";
        if (count.applyAsLong(sql) > 0) {
          orphans.add(child.name());
        }
      }
    }
    return orphans;
  }

  /** All that keeps the demo's pipeline from carrying the database; nothing is written. */
  static List<String> problems(TestLending mysql, Path folder) {
    MappingPlan mapping = LendingPipeline.read(SourceKind.MYSQL, folder).mapping();
    List<EntityPlan> entities = mapping.entities();
    Map<TableId, List<String>> tables = new HashMap<>();
    mapping.tables().forEach(table -> tables.put(table, List.of()));
    CapturePlan plan = new CapturePlan(List.of("loans"), tables);
    List<String> problems = new ArrayList<>();
    new Preflight(mysql.source(), plan, OptionalLong.empty())
        .problems().stream().map(Problem::line).forEach(problems::add);
    Lint.of(mysql.source(), mapping, OnCascade.EMULATE, true).risks().stream()
        .filter(risk -> risk.rows().isPresent()) // what declarations risk is not the data's fault
        .map(Risk::line)
        .forEach(problems::add);
    try (MySqlReader reader = new MySqlReader(mysql.source());
        MySqlReader beside = new MySqlReader(mysql.source())) {
      for (EntityPlan entity : entities) {
        problems(reader, beside, entity, problems);
      }
    }
    return problems;
  }

  private static void problems(
      MySqlReader reader, MySqlReader beside, EntityPlan entity, List<String> problems) {
    try {
      FittedTable fitted = FittedTable.of(entity, reader::table);
      SourceReader rows =
          entity.isJoined() ? new JoinedReader(reader, beside, fitted.wide()) : reader;
      rows.scan(fitted.table(), row -> problems(entity, fitted.mapper(), row, problems));
    } catch (MappingMismatch e) {
      e.problems().forEach(problem -> problems.add(problem.toString()));
    }
  }

  private static void problems(
      EntityPlan entity, EntityMapper mapper, SourceRow row, List<String> problems) {
    try {
      mapper
          .map(row)
          .ifPresent(
              mapped ->
                  entity.dynamo().ifPresent(dynamo -> checkKeys(entity, dynamo, mapped, problems)));
    } catch (RowRefused e) {
      problems.add(entity.name() + "." + e.field() + ": " + e.getMessage());
    }
  }

  private static void checkKeys(
      EntityPlan entity, DynamoPlan dynamo, EntityRow row, List<String> problems) {
    List<DynamoPlan.Keys> all = new ArrayList<>(dynamo.indexes().values());
    all.add(dynamo.key());
    for (DynamoPlan.Keys keys : all) {
      boolean missing = keys.partition().render(row::value).isEmpty();
      int length =
          keys.sort()
              .flatMap(sort -> sort.render(row::value))
              .map(key -> key.getBytes(StandardCharsets.UTF_8).length)
              .orElse(0);
      if (length > LONGEST_SORT_KEY || (missing && keys.equals(dynamo.key()))) {
        problems.add(entity.name() + ": no key, or too long a one");
      }
    }
  }
}
