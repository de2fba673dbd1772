/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import dev.tandem.config.key.Fields;
import dev.tandem.config.key.Located;
import dev.tandem.model.mapping.ColumnsPlan;
import dev.tandem.model.mapping.DynamoPlan;
import dev.tandem.model.mapping.EntityPattern;
import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.mapping.FieldPlan;
import dev.tandem.model.mapping.Heartbeat;
import dev.tandem.model.mapping.MappingPlan;
import dev.tandem.model.mapping.RowsPlan;
import dev.tandem.model.mapping.TablePattern;
import dev.tandem.model.transform.MalformedTransform;
import dev.tandem.model.transform.Transforms;
import dev.tandem.model.type.JsonType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes the mapping plan of a file that is known to be clean. */
final class MappingAssembly {
  private final Transforms transforms;

  private MappingAssembly(Transforms transforms) {
    this.transforms = transforms;
  }

  static MappingPlan plan(Fields root) {
    try {
      MappingAssembly assembly = new MappingAssembly(TransformCheck.transforms(root));
      List<EntityPlan> entities = new ArrayList<>();
      List<EntityPattern> patterns = new ArrayList<>();
      Set<String> databases = SourceDraft.of(root).flatMap(SourceDraft::databases).orElseThrow();
      for (EntityDraft draft : EntityDraft.everyOne(root)) {
        draft.from().stream()
            .flatMap(from -> from.value().in(databases).stream())
            .distinct()
            .filter(from -> from.isOfTables() || !draft.excepts(from))
            .forEach(
                from -> {
                  if (from.isOfTables()) {
                    patterns.add(assembly.pattern(draft, from));
                  } else {
                    entities.add(assembly.entity(draft, from));
                  }
                });
      }
      heartbeat(root, entities, patterns).ifPresent(entities::add);
      return new MappingPlan(root.get(RootKeys.REVISION), entities, patterns);
    } catch (MalformedTransform e) {
      throw new IllegalStateException("the file has not been checked", e);
    }
  }

  /** It goes wherever anything goes. */
  private static Optional<EntityPlan> heartbeat(
      Fields root, List<EntityPlan> entities, List<EntityPattern> patterns) {
    boolean postgres =
        entities.stream().anyMatch(entity -> entity.postgres().isPresent())
            || patterns.stream().anyMatch(pattern -> pattern.postgres().isPresent());
    boolean dynamo =
        entities.stream().anyMatch(entity -> entity.dynamo().isPresent())
            || patterns.stream().anyMatch(pattern -> pattern.dynamo().isPresent());
    return SourceDraft.of(root)
        .flatMap(SourceDraft::heartbeat)
        .map(
            table -> Heartbeat.plan(root.get(RootKeys.NAME), table.value().id(), postgres, dynamo));
  }

  private EntityPlan entity(EntityDraft draft, TablePattern from) {
    Fields fields = draft.fields();
    return new EntityPlan(
        draft.name(),
        from.id(),
        columns(draft),
        rows(fields),
        draft.postgresPlan(),
        draft.dynamo().map(MappingAssembly::dynamo),
        draft.joins().plan());
  }

  private EntityPattern pattern(EntityDraft draft, TablePattern from) {
    Fields fields = draft.fields();
    return new EntityPattern(
        draft.name(),
        from,
        draft.except().stream().map(Located::value).collect(Collectors.toSet()),
        columns(draft),
        rows(fields),
        draft.postgresPlan(),
        draft.dynamo().map(MappingAssembly::dynamo));
  }

  private ColumnsPlan columns(EntityDraft draft) {
    Fields entity = draft.fields();
    List<FieldPlan> fields = new ArrayList<>();
    entity
        .find(EntityKeys.FIELDS)
        .orElse(Map.of())
        .forEach((name, field) -> fields.add(field(name, field.value())));
    draft
        .joins()
        .ownFields()
        .keySet()
        .forEach(name -> fields.add(FieldPlan.of(name, name, Optional.of(new JsonType()))));
    return new ColumnsPlan(
        draft.domain().get(EntityKeys.NAMING),
        fields,
        entity.get(EntityKeys.OTHER_COLUMNS),
        Set.copyOf(values(entity.find(EntityKeys.DROP))),
        Set.copyOf(values(entity.find(EntityKeys.GONE))),
        values(entity.find(EntityKeys.KEY)),
        entity.find(EntityKeys.KEY).filter(List::isEmpty).isPresent());
  }

  private static List<String> values(Optional<List<Located<String>>> list) {
    return list.orElse(List.of()).stream().map(Located::value).toList();
  }

  private FieldPlan field(String name, Fields field) {
    return new FieldPlan(
        name,
        origin(field),
        values(field.find(FieldKeys.TRANSFORM)).stream().map(this::step).toList(),
        field.find(FieldKeys.TYPE),
        field.find(FieldKeys.DEFAULT),
        field.get(FieldKeys.REQUIRED));
  }

  private FieldPlan.Step step(String text) {
    try {
      return new FieldPlan.Step(text, transforms.parse(text));
    } catch (MalformedTransform e) {
      throw new IllegalStateException("the file has not been checked", e);
    }
  }

  private static FieldPlan.Origin origin(Fields field) {
    return field
        .find(FieldKeys.COLUMN)
        .<FieldPlan.Origin>map(FieldPlan.Column::new)
        .or(() -> field.find(FieldKeys.CONSTANT).map(FieldPlan.Constant::new))
        .or(() -> field.find(FieldKeys.ORIGIN).map(FieldPlan.OfTable::new))
        .orElseGet(() -> new FieldPlan.Computed(field.get(FieldKeys.COMPUTED)));
  }

  private static RowsPlan rows(Fields entity) {
    List<RowsPlan.Rule> rules = new ArrayList<>();
    entity
        .find(EntityKeys.RULES)
        .orElse(Map.of())
        .forEach(
            (name, rule) ->
                rules.add(
                    new RowsPlan.Rule(
                        name,
                        rule.value().get(RuleKeys.CHECK),
                        rule.value().get(RuleKeys.SEVERITY))));
    return new RowsPlan(
        entity.find(EntityKeys.WHERE),
        rules,
        entity.find(EntityKeys.DELETES).map(MappingAssembly::deletes).orElse(new RowsPlan.Hard()));
  }

  private static RowsPlan.Deletes deletes(Fields deletes) {
    return switch (deletes.get(DeleteKeys.POLICY)) {
      case HARD -> new RowsPlan.Hard();
      case SOFT ->
          new RowsPlan.Soft(
              deletes.get(DeleteKeys.FLAG), Optional.of(deletes.get(DeleteKeys.TIME)));
      case KEEP -> new RowsPlan.Keep();
    };
  }

  private static DynamoPlan dynamo(Fields route) {
    Map<String, DynamoPlan.Keys> indexes = new LinkedHashMap<>();
    route
        .find(RouteKeys.INDEXES)
        .orElse(Map.of())
        .forEach((name, keys) -> indexes.put(name, keys(keys.value())));
    return new DynamoPlan(
        route.get(RouteKeys.DYNAMO_TABLE),
        keys(route.get(RouteKeys.KEY)),
        indexes,
        route.find(RouteKeys.TTL),
        AttributeForms.plan(route));
  }

  private static DynamoPlan.Keys keys(Fields keys) {
    return new DynamoPlan.Keys(keys.get(RouteKeys.PARTITION_KEY), keys.find(RouteKeys.SORT_KEY));
  }
}
