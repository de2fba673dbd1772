/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform.cascade;

import dev.tandem.model.source.ForeignKey;
import dev.tandem.model.source.SourceTable;
import dev.tandem.wire.RawKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The part of a table, as it was at a time, in the foreign keys of a plan. */
final class TableKeys {
  private final SourceTable table;
  private final List<Role> asChild;
  private final List<Role> asParent;
  private final RawKey key;

  TableKeys(SourceTable table, CascadePlan plan) {
    this.table = table;
    this.key = new RawKey(table, table.key());
    this.asChild =
        roles(
            plan.keys().stream().filter(one -> one.child().equals(table.id())).toList(),
            ForeignKey::columns);
    this.asParent =
        roles(
            plan.keys().stream().filter(one -> one.parent().equals(table.id())).toList(),
            ForeignKey::parentColumns);
  }

  private List<Role> roles(List<ForeignKey> keys, Function<ForeignKey, List<String>> columns) {
    List<Role> roles = new ArrayList<>();
    for (ForeignKey one : keys) {
      KeyValues.of(table, columns.apply(one)).ifPresent(values -> roles.add(new Role(one, values)));
    }
    return roles;
  }

  List<Role> asChild() {
    return asChild;
  }

  List<Role> asParent() {
    return asParent;
  }

  /** How keys of its raw records are read. */
  RawKey key() {
    return key;
  }

  /** The columns that hold documents, in which an empty text is none. */
  Set<String> documents() {
    return table.columns().stream()
        .filter(column -> column.typeName().equals("JSON"))
        .map(column -> column.name())
        .collect(Collectors.toSet());
  }

  /** One end of a foreign key. */
  record Role(ForeignKey key, KeyValues values) {}
}
