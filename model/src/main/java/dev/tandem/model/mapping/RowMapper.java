/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.mapping;

import dev.tandem.model.entity.EntityRow;
import dev.tandem.model.entity.EntitySchema;
import dev.tandem.model.entity.Location;
import dev.tandem.model.expression.Condition;
import dev.tandem.model.source.SourceRow;
import dev.tandem.model.type.Refused;
import dev.tandem.model.type.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Makes the entity's row of a source's row. Computed fields come last, whatever their place in the
 * row, since they use the others.
 */
final class RowMapper {
  private final EntitySchema schema;
  private final FieldMapper[] fields;
  private final Map<String, Integer> positions;
  private final RowConditions conditions;
  private final Optional<Marks> marks;
  private final Set<String> placeFields;
  private final int[] all;
  private final int[] ofPlace;
  private final int[] ofCondition;

  /**
   * Takes over what has been compiled.
   *
   * @param marks the fields that mark a deleted row, where deletes are soft
   * @param placeFields those that tell where a target keeps a row
   */
  RowMapper(
      EntitySchema schema,
      List<FieldMapper> fields,
      RowConditions conditions,
      Optional<Marks> marks,
      Set<String> placeFields) {
    this.schema = schema;
    this.fields = fields.toArray(FieldMapper[]::new);
    this.positions = schema.positions();
    this.conditions = conditions;
    this.marks = marks;
    this.placeFields = placeFields;
    this.all = inOrder(positions.keySet());
    this.ofPlace = inOrder(placeFields);
    this.ofCondition = inOrder(conditions.where().map(Condition::fields).orElse(Set.of()));
  }

  /** The positions of fields and of what they are computed from, in the order to make them. */
  private int[] inOrder(Collection<String> names) {
    Set<Integer> plain = new LinkedHashSet<>();
    List<Integer> computed = new ArrayList<>();
    for (String name : names) {
      int position = position(name);
      if (fields[position].origin() instanceof FieldMapper.Computed) {
        fields[position].uses().forEach(used -> plain.add(position(used)));
        computed.add(position);
      } else {
        plain.add(position);
      }
    }
    List<Integer> order = new ArrayList<>(plain);
    order.addAll(computed);
    return order.stream().mapToInt(Integer::intValue).toArray();
  }

  private int position(String name) {
    Integer position = positions.get(name);
    if (position == null) {
      throw new IllegalArgumentException("no field " + name + " in " + schema.name());
    }
    return position;
  }

  EntitySchema schema() {
    return schema;
  }

  /** The positions of the columns that a row's place and its condition depend on. */
  BitSet placeColumns() {
    return columns(IntStream.concat(Arrays.stream(ofPlace), Arrays.stream(ofCondition)));
  }

  /** The positions of all columns that a row is made of. */
  BitSet columns() {
    return columns(Arrays.stream(all));
  }

  private BitSet columns(IntStream wanted) {
    BitSet columns = new BitSet();
    wanted.forEach(field -> fields[field].column().ifPresent(columns::set));
    return columns;
  }

  /** The row, or empty when the condition keeps it out. */
  Optional<Made> map(SourceRow row) throws RowRefused {
    if (keepsOut(row)) {
      return Optional.empty();
    }
    Value[] values = make(row, all);
    List<String> warnings = conditions.check(name -> values[position(name)]);
    return Optional.of(new Made(new EntityRow(schema, values), warnings));
  }

  RowTrace trace(SourceRow row) {
    return new RowTracer(List.of(fields), conditions, row).trace();
  }

  /** The row as it was last, marked as deleted. */
  EntityRow mapMarked(SourceRow row, Value time) throws RowRefused {
    Value[] values = make(row, all);
    marks.ifPresent(
        fields -> {
          values[fields.flag()] = new Value.Bool(true);
          fields.time().ifPresent(at -> values[at] = time);
        });
    return new EntityRow(schema, values);
  }

  /** Whether the condition surely keeps the row out; what cannot be evaluated may be in. */
  boolean isOut(SourceRow row) {
    try {
      return keepsOut(row);
    } catch (RowRefused e) {
      return false;
    }
  }

  private boolean keepsOut(SourceRow row) throws RowRefused {
    if (conditions.where().isEmpty()) {
      return false;
    }
    Value[] values = make(row, ofCondition);
    try {
      return !conditions.where().get().test(name -> values[position(name)]);
    } catch (Refused e) {
      throw new RowRefused("", e);
    }
  }

  /** Where a target has the row. */
  Location location(SourceRow row) throws RowRefused {
    Value[] values = make(row, ofPlace);
    Map<String, Value> place = new LinkedHashMap<>();
    for (int i = 0; i < fields.length; i++) {
      String name = schema.fields().get(i).name();
      if (placeFields.contains(name)) {
        place.put(name, values[i]);
      }
    }
    return new Location(place);
  }

  /** The place that a row has left by a change, if it has left one. */
  List<Location> left(SourceRow before, EntityRow after) throws RowRefused {
    if (placeFields.size() == schema.key().size()) {
      return List.of(); // nothing but the key decides, which an update never changes
    }
    Location was = location(before);
    return was.equals(after.location(placeFields)) ? List.of() : List.of(was);
  }

  private Value[] make(SourceRow row, int[] wanted) throws RowRefused {
    Value[] values = new Value[fields.length];
    Function<String, Value> others = name -> values[position(name)];
    for (int i : wanted) {
      values[i] = fields[i].map(row, others);
    }
    return values;
  }

  /** A row, and the names of the rules that it breaks and that only warn. */
  record Made(EntityRow row, List<String> warnings) {}

  /** The positions of the fields that mark a deleted row. */
  record Marks(int flag, Optional<Integer> time) {}
}
