/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.join;

import dev.tandem.model.join.JoinsPlan.Embed;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.type.JsonTree;
import dev.tandem.model.type.Refused;
import dev.tandem.model.type.Value;
import dev.tandem.model.type.ValueError;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Makes one document of the children of a row. For one thread. */
final class Nest {
  private final Embed plan;
  private final UnaryOperator<String> naming;
  private final ColumnNames order;
  private final ColumnNames name;
  private final List<Nest> nests;
  private final IdentityHashMap<SourceTable, ChildDocument> documents = new IdentityHashMap<>();
  private final IdentityHashMap<SourceTable, int[]> keys = new IdentityHashMap<>();

  Nest(Embed plan, UnaryOperator<String> naming) {
    this.plan = plan;
    this.naming = naming;
    this.order = new ColumnNames(plan.orderBy(), naming);
    this.name = new ColumnNames(plan.keyedBy().stream().toList(), naming);
    this.nests = plan.embeds().stream().map(embed -> new Nest(embed, naming)).toList();
  }

  /** The document, or what says why there is none. */
  Value value(List<RowParts.Child> children) {
    try {
      return new Value.Json(JsonTree.of(tree(children)));
    } catch (Refused e) {
      return new Value.Unfit(e.error(), plan.from() + ": " + e.getMessage());
    }
  }

  private Object tree(List<RowParts.Child> children) throws Refused {
    List<RowParts.Child> ordered = new ArrayList<>(children);
    ordered.sort(Comparator.comparing(RowParts.Child::row, this::compare));
    return plan.keyedBy().isPresent() ? map(ordered) : list(ordered);
  }

  private List<@Nullable Object> list(List<RowParts.Child> children) throws Refused {
    List<@Nullable Object> list = new ArrayList<>();
    for (RowParts.Child child : children) {
      list.add(document(child));
    }
    return list;
  }

  private Map<String, @Nullable Object> map(List<RowParts.Child> children) throws Refused {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (RowParts.Child child : children) {
      Object text = documentOf(child).scalar(child.row(), name.in(child.row().table())[0]);
      if (text == null) {
        throw new Refused(ValueError.EMBED, "a child without a name, for a column is NULL");
      }
      if (map.put(text.toString(), document(child)) != null) {
        throw new Refused(ValueError.EMBED, "two children of one name");
      }
    }
    return map;
  }

  private Map<String, @Nullable Object> document(RowParts.Child child) throws Refused {
    Map<String, @Nullable Object> document = documentOf(child).of(child.row());
    for (int i = 0; i < nests.size(); i++) {
      document.put(nests.get(i).plan.name(), nests.get(i).tree(child.children().get(i)));
    }
    return document;
  }

  private ChildDocument documentOf(RowParts.Child child) {
    return documents.computeIfAbsent(
        child.row().table(), table -> new ChildDocument(table, plan.dropped(), naming));
  }

  private int compare(
      dev.tandem.model.source.SourceRow one, dev.tandem.model.source.SourceRow other) {
    int byOrder = ValueOrder.compare(one, order.in(one.table()), other, order.in(other.table()));
    return byOrder != 0
        ? byOrder
        : ValueOrder.compare(one, key(one.table()), other, key(other.table()));
  }

  private int[] key(SourceTable table) {
    return keys.computeIfAbsent(
        table, state -> new ColumnNames(state.key(), column -> column).in(state));
  }
}
