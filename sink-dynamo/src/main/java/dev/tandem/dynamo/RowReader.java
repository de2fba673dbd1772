/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import dev.tandem.model.entity.EntityField;
import dev.tandem.model.entity.EntityRow;
import dev.tandem.model.entity.Version;
import dev.tandem.model.mapping.DynamoPlan;
import dev.tandem.model.target.StoredRow;
import dev.tandem.model.type.Refused;
import dev.tandem.model.type.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Turns items back into rows. A field whose attribute is not what it must be is NULL in the row and
 * a flaw beside it, key fields included: an item that someone else put into the table still shows,
 * as a stray one.
 */
record RowReader(ItemLayout layout) {
  private static final String ABSENT = "absent";

  StoredRow row(Map<String, AttributeValue> item) {
    List<StoredRow.Flaw> flaws = new ArrayList<>();
    List<EntityField> fields = layout.schema().fields();
    Value[] values = new Value[fields.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(fields.get(i), item, flaws);
    }
    EntityRow row = new EntityRow(layout.schema(), values);
    layout.arrangement().check(item, flaws);
    boolean inPlace = isInPlace(row, item);
    if (flaws.isEmpty()) {
      checkDerived(row, item, flaws);
    } else if (!inPlace) {
      stray(item, flaws);
    }
    checkVersion(item, flaws);
    return new StoredRow(row, flaws, inPlace);
  }

  private boolean isInPlace(EntityRow row, Map<String, AttributeValue> item) {
    if (layout.schema().key().stream().anyMatch(name -> row.value(name).isNull())) {
      return false;
    }
    try {
      return layout.place(row).key().entrySet().stream()
          .allMatch(part -> same(part.getValue(), item.get(part.getKey())));
    } catch (Refused e) {
      return false;
    }
  }

  private static void stray(Map<String, AttributeValue> item, List<StoredRow.Flaw> flaws) {
    for (String part : List.of(DynamoPlan.PARTITION_KEY, DynamoPlan.SORT_KEY)) {
      if (item.containsKey(part)) {
        flaws.add(new StoredRow.Flaw(part, "what the row's fields make", text(item.get(part))));
      }
    }
  }

  private Value value(
      EntityField field, Map<String, AttributeValue> item, List<StoredRow.Flaw> flaws) {
    Optional<AttributeValue> attribute = layout.arrangement().path(field.name()).in(item);
    if (attribute.isEmpty()) {
      if (!field.nullable()) {
        flaws.add(new StoredRow.Flaw(field.name(), field.type().toString(), ABSENT));
      }
      return Value.NULL;
    }
    try {
      return FromAttribute.value(field.type(), attribute.get());
    } catch (Refused e) {
      flaws.add(new StoredRow.Flaw(field.name(), field.type().toString(), text(attribute.get())));
      return Value.NULL;
    }
  }

  private void checkDerived(
      EntityRow row, Map<String, AttributeValue> item, List<StoredRow.Flaw> flaws) {
    Map<String, AttributeValue> derived;
    try {
      derived = layout.derived(row);
    } catch (Refused e) {
      flaws.add(
          new StoredRow.Flaw(
              DynamoPlan.PARTITION_KEY,
              "no item: " + e.getMessage(),
              text(item.get(DynamoPlan.PARTITION_KEY))));
      return;
    }
    for (String name : layout.derivedNames()) {
      AttributeValue expected = derived.get(name);
      AttributeValue found = item.get(name);
      if (!same(expected, found)) {
        flaws.add(new StoredRow.Flaw(name, text(expected), text(found)));
      }
    }
  }

  private static boolean same(@Nullable AttributeValue expected, @Nullable AttributeValue found) {
    return expected == null ? found == null : found != null && Attributes.same(expected, found);
  }

  private static void checkVersion(Map<String, AttributeValue> item, List<StoredRow.Flaw> flaws) {
    AttributeValue version = item.get(Version.NAME);
    if (version == null || version.type() != AttributeValue.Type.N) {
      flaws.add(new StoredRow.Flaw(Version.NAME, "a version", text(version)));
    }
  }

  /** As the console shows it, without the SDK's class name. */
  static String text(@Nullable AttributeValue attribute) {
    if (attribute == null) {
      return ABSENT;
    }
    return switch (attribute.type()) {
      case S -> attribute.s();
      case N -> attribute.n();
      case BOOL -> String.valueOf(attribute.bool());
      default -> attribute.toString();
    };
  }
}
