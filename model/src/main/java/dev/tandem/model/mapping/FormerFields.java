/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.mapping;

import dev.tandem.model.entity.EntityField;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.type.ArrayType;
import dev.tandem.model.type.BitsType;
import dev.tandem.model.type.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fields that an entity had while its table looked otherwise. One that is gone, or is of
 * another kind, would leave old values at the targets that nothing ever mends, so it must be
 * declared first.
 */
final class FormerFields {
  private final EntityPlan plan;
  private final Map<String, Former> fields = new LinkedHashMap<>();

  /**
   * Of a table's former states.
   *
   * @param earlier oldest first; a state that the plan does not fit is left out
   */
  FormerFields(EntityPlan plan, List<SourceTable> earlier) {
    this.plan = plan;
    earlier.forEach(this::add);
  }

  private void add(SourceTable table) {
    FieldCompiler compiler = new FieldCompiler(plan, table, problem -> {});
    compiler.compile();
    compiler
        .fieldsByColumn()
        .forEach((column, field) -> fields.put(field.name(), new Former(column, field.type())));
  }

  /** What must be declared before the table as it is now may be mapped. */
  List<String> problems(SourceTable table, Map<String, EntityField> now) {
    List<String> problems = new ArrayList<>();
    fields.forEach(
        (name, former) ->
            problem(table, name, former, Optional.ofNullable(now.get(name)))
                .ifPresent(problems::add));
    return problems;
  }

  private Optional<String> problem(
      SourceTable table, String name, Former former, Optional<EntityField> now) {
    if (now.isEmpty()) {
      return Optional.of(
          "the column "
              + former.column()
              + ", of which the field "
              + name
              + " was made, is gone from "
              + table.id()
              + ": name it under gone to go on without it, or name the field's new column under fields");
    }
    Type type = now.get().type();
    return isOfKind(type, former.type())
        ? Optional.empty()
        : Optional.of(
            "the field "
                + name
                + " was a "
                + former.type()
                + " until "
                + table.id()
                + " was altered, and would now be a "
                + type
                + ": declare its type under fields");
  }

  /** Whether a target's column can stay what it is, or be widened. */
  private static boolean isOfKind(Type now, Type then) {
    if (now instanceof BitsType) {
      return now.equals(then);
    } else if (now instanceof ArrayType array) {
      return then instanceof ArrayType former && isOfKind(array.element(), former.element());
    }
    return now.kind() == then.kind();
  }

  private record Former(String column, Type type) {}
}
