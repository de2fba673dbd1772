/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import dev.tandem.config.key.Fields;
import dev.tandem.config.key.Located;
import dev.tandem.config.problem.ConfigCode;
import dev.tandem.config.problem.Place;
import dev.tandem.config.problem.Problems;
import dev.tandem.config.problem.Spelling;
import dev.tandem.model.mapping.FieldPlan;
import dev.tandem.model.mapping.TablePattern;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What entities take from the source. */
final class SourceCheck {
  private final Problems problems;
  private final SourceDraft source;
  private final Product product;

  SourceCheck(Problems problems, SourceDraft source) {
    this.problems = problems;
    this.source = source;
    this.product = source.product();
  }

  void check(List<EntityDraft> entities) {
    for (EntityDraft entity : entities) {
      entity.tables().forEach(this::checkTable);
      entity.except().forEach(table -> fits(table.value(), table.place()));
      entity.fields().find(EntityKeys.FIELDS).orElse(Map.of()).values().forEach(this::checkOrigin);
    }
  }

  /** A table, or a pattern of tables, that is to be captured. */
  void checkTable(Located<TablePattern> table) {
    if (fits(table.value(), table.place())) {
      checkDatabase(table.value(), table.place());
    }
  }

  /** Whether the names are such as the product has; adds a problem when not. */
  private boolean fits(TablePattern table, Place place) {
    if (!product.hasSchemas() && !table.schema().isEmpty()) {
      problems.add(
          ConfigCode.BAD_VALUE,
          place,
          "this is not database.table",
          "write one dot only: " + product.title() + " has no schemas");
      return false;
    }
    boolean tooLong =
        Stream.of(table.database(), table.schema(), table.table()).anyMatch(product::isTooLong);
    if (tooLong) {
      problems.add(
          ConfigCode.BAD_VALUE,
          place,
          "no name in " + product.title() + " is so long",
          "write at most " + product.longestName() + " characters between the dots");
    }
    return !tooLong;
  }

  private void checkDatabase(TablePattern table, Place place) {
    Set<String> names = source.databases().orElse(Set.of());
    String from = table.database();
    boolean open = table.isOfDatabases();
    boolean captured = open ? !table.in(names).isEmpty() : names.contains(from);
    if (!captured && !names.isEmpty()) {
      problems.add(
          ConfigCode.DATABASE,
          place,
          open
              ? "no captured database matches " + from
              : "the database " + from + " is not captured",
          Spelling.nearest(from, names)
              .map(name -> "did you mean '" + name + "'?")
              .orElseGet(() -> "add it to " + source.databasesPlace().path()));
    }
  }

  private void checkOrigin(Located<Fields> field) {
    boolean ofSchema =
        field.value().find(FieldKeys.ORIGIN).stream()
            .anyMatch(origin -> origin == FieldPlan.TableName.SCHEMA);
    if (ofSchema && !product.hasSchemas()) {
      problems.add(
          ConfigCode.BAD_VALUE,
          field.value().place(FieldKeys.ORIGIN),
          product.title() + " has no schemas",
          "write database or table");
    }
  }
}
