/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import dev.tandem.model.entity.EntityName;
import dev.tandem.model.mapping.ColumnsPlan;
import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.mapping.FieldPlan;
import dev.tandem.model.mapping.Naming;
import dev.tandem.model.mapping.RowsPlan;
import dev.tandem.model.transform.MalformedTransform;
import dev.tandem.model.transform.Transforms;
import dev.tandem.model.type.Types;
import java.util.List;
import java.util.Optional;

/** How much a mapping asks for. */
public enum MappingVariant {
  /** Every column under its name in snake case, and nothing else. */
  PLAIN {
    @Override
    EntityPlan plan() {
      return entity(ColumnsPlan.all(Naming.SNAKE_CASE), RowsPlan.ALL);
    }
  },

  /** Five transforms and two rules besides. */
  RULES {
    @Override
    EntityPlan plan() {
      ColumnsPlan columns =
          ColumnsPlan.all(
              Naming.SNAKE_CASE,
              field("phone", "Phone", "string(20)", "e164(DE)"),
              field("status", "Status", "string(10)", "map(O=open, C=closed)"),
              field("email", "Email", "string(120)", "trim", "lowercase"),
              field("note", "Note", "string(40)", "substring(0, 40)"));
      List<RowsPlan.Rule> rules =
          List.of(rule("amount", "amount >= 0"), rule("status", "status in ['open', 'closed']"));
      return entity(columns, new RowsPlan(Optional.empty(), rules, new RowsPlan.Hard()));
    }
  };

  private static final Transforms TRANSFORMS = Transforms.builtIn();

  abstract EntityPlan plan();

  private static EntityPlan entity(ColumnsPlan columns, RowsPlan rows) {
    return new EntityPlan(
        new EntityName("sales", "order"),
        Orders.TABLE.id(),
        columns,
        rows,
        Optional.empty(),
        Optional.empty());
  }

  private static FieldPlan field(String name, String column, String type, String... transforms) {
    return new FieldPlan(
        name,
        new FieldPlan.Column(column),
        List.of(transforms).stream().map(MappingVariant::step).toList(),
        Types.parse(type),
        Optional.empty(),
        false);
  }

  private static FieldPlan.Step step(String text) {
    try {
      return new FieldPlan.Step(text, TRANSFORMS.parse(text));
    } catch (MalformedTransform e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  private static RowsPlan.Rule rule(String name, String condition) {
    return new RowsPlan.Rule(name, condition, RowsPlan.Severity.REJECT);
  }
}
