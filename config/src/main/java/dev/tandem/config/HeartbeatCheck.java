/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import dev.tandem.config.key.Fields;
import dev.tandem.config.key.Located;
import dev.tandem.config.problem.ConfigCode;
import dev.tandem.config.problem.Problems;
import dev.tandem.model.mapping.Heartbeat;
import dev.tandem.model.mapping.TablePattern;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The heartbeat has a table of its own at the source, and nothing of the user's at the targets. */
final class HeartbeatCheck {
  private final Problems problems;

  HeartbeatCheck(Problems problems) {
    this.problems = problems;
  }

  void check(Fields root, Optional<SourceDraft> source, List<EntityDraft> entities) {
    Map<String, Located<Fields>> domains = root.find(RootKeys.DOMAINS).orElse(Map.of());
    Located<Fields> own = domains.get(Heartbeat.DOMAIN);
    if (own != null) {
      problems.add(
          ConfigCode.CLASH,
          own.place(),
          "the domain " + Heartbeat.DOMAIN + " is kept for Tandem's own entities",
          "give the domain another name");
    }
    source.ifPresent(
        draft ->
            draft
                .fields()
                .find(HeartbeatKeys.HEARTBEAT)
                .ifPresent(keys -> check(root, draft, keys, entities)));
  }

  private void check(Fields root, SourceDraft source, Fields keys, List<EntityDraft> entities) {
    source
        .heartbeat()
        .ifPresent(
            table -> {
              checkTable(source, table);
              entities.forEach(entity -> checkJoins(entity, table.value()));
            });
    boolean readOnly =
        source.product() == Product.SQL_SERVER
            && source.fields().find(SqlServerKeys.READ_ONLY_REPLICA).orElse(false);
    if (readOnly) {
      problems.add(
          ConfigCode.CONFLICT,
          keys.place(),
          "nothing can be written to a read-only replica",
          "remove heartbeat:, or capture the primary replica");
    }
    root.find(RootKeys.NAME)
        .map(Heartbeat::dynamoTable)
        .ifPresent(table -> entities.forEach(entity -> checkDynamo(entity, table)));
  }

  private void checkTable(SourceDraft source, Located<TablePattern> table) {
    if (table.value().isPattern()) {
      problems.add(
          ConfigCode.BAD_VALUE,
          table.place(),
          "a heartbeat has one table, and this is a pattern",
          "write the name without *");
    } else {
      new SourceCheck(problems, source).checkTable(table);
    }
  }

  private void checkJoins(EntityDraft entity, TablePattern heartbeat) {
    entity.joins().tables().stream()
        .filter(table -> table.value().equals(heartbeat))
        .forEach(
            table ->
                problems.add(
                    ConfigCode.CONFLICT,
                    table.place(),
                    "this is the table of the heartbeat, and no row is made of its rows",
                    "name a table of your own"));
  }

  private void checkDynamo(EntityDraft entity, String table) {
    entity
        .dynamo()
        .filter(route -> route.find(RouteKeys.DYNAMO_TABLE).filter(table::equals).isPresent())
        .ifPresent(
            route ->
                problems.add(
                    ConfigCode.CLASH,
                    route.place(RouteKeys.DYNAMO_TABLE),
                    "the table " + table + " holds the heartbeat",
                    "write table: with another name"));
  }
}
