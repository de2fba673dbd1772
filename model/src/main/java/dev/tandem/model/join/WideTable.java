/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.join;

import dev.tandem.model.join.JoinsPlan.Embed;
import dev.tandem.model.join.JoinsPlan.Lookup;
import dev.tandem.model.join.JoinsPlan.Missing;
import dev.tandem.model.source.SourceColumn;
import dev.tandem.model.source.SourceRow;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.TableId;
import dev.tandem.model.type.Value;
import dev.tandem.model.type.ValueError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A table with columns of its parents and one column for each kind of children: the form in which
 * rows of several tables are mapped. A parent's column is called as the file calls it, {@code
 * loan.ApplicationId}. For one thread.
 */
public final class WideTable {
  private final JoinShape shape;
  private final SourceTable base;
  private final SourceTable table;

  private WideTable(JoinShape shape, SourceTable base, SourceTable table) {
    this.shape = shape;
    this.base = base;
    this.table = table;
  }

  /**
   * Fits joins to tables.
   *
   * @param tables each as it is at the time
   * @throws JoinMismatch with every problem at once
   */
  public static WideTable of(
      JoinShape shape, SourceTable base, Function<TableId, SourceTable> tables)
      throws JoinMismatch {
    List<String> problems = new ArrayList<>();
    List<SourceColumn> columns = new ArrayList<>(base.columns());
    if (base.key().isEmpty() && !shape.plan().isEmpty()) {
      problems.add(
          base.id() + " has no primary key, by which rows of several tables are joined: add one");
    }
    List<SourceTable> parents = new ArrayList<>();
    for (int i = 0; i < shape.plan().lookups().size(); i++) {
      Lookup lookup = shape.plan().lookups().get(i);
      SourceTable parent = tables.apply(lookup.from());
      parents.add(parent);
      int onto = shape.hangsOn(i);
      checkReference(lookup, onto < 0 ? base : parents.get(onto), shape.on(i), parent, problems);
      addColumns(shape, i, parent, columns, problems);
    }
    for (Embed embed : shape.plan().embeds()) {
      checkEmbed(shape, embed, base, tables, problems);
      if (base.columns().stream()
          .anyMatch(column -> shape.naming().apply(column.name()).equals(embed.name()))) {
        problems.add(
            base.id()
                + " has a column "
                + embed.name()
                + ": give the embedded rows of "
                + embed.from()
                + " another name");
      }
      columns.add(new SourceColumn(embed.name(), "JSON", -1, -1, false, List.of()));
    }
    if (!problems.isEmpty()) {
      throw new JoinMismatch(problems);
    }
    return new WideTable(shape, base, new SourceTable(base.kind(), base.id(), columns, base.key()));
  }

  private static void checkReference(
      Lookup lookup, SourceTable from, ColumnNames on, SourceTable parent, List<String> problems) {
    on.missing(from)
        .forEach(
            name ->
                problems.add(
                    "lookup "
                        + lookup.name()
                        + " is on "
                        + name
                        + ", which "
                        + from.id()
                        + " does not have: name the column that refers to "
                        + parent.id()));
    checkKey("lookup " + lookup.name(), parent, lookup.on().size(), problems);
  }

  private static void checkKey(
      String what, SourceTable parent, int columns, List<String> problems) {
    if (parent.key().isEmpty()) {
      problems.add(
          what + " needs the primary key of " + parent.id() + ", which has none: add one there");
    } else if (parent.key().size() != columns) {
      problems.add(
          what
              + " is on "
              + columns
              + " columns, but the key of "
              + parent.id()
              + " is "
              + parent.key()
              + ": name a column for each, in that order, after on:");
    }
  }

  private static void addColumns(
      JoinShape shape,
      int lookup,
      SourceTable parent,
      List<SourceColumn> columns,
      List<String> problems) {
    List<String> names = shape.names(lookup);
    int[] positions = shape.columns(lookup).in(parent);
    for (int i = 0; i < names.size(); i++) {
      if (positions[i] < 0) {
        problems.add(
            "a field is from "
                + names.get(i)
                + ", but "
                + parent.id()
                + " has no such column: correct it under fields");
      } else {
        SourceColumn column = parent.columns().get(positions[i]);
        columns.add(
            new SourceColumn(
                names.get(i),
                column.typeName(),
                column.length(),
                column.scale(),
                true,
                column.labels()));
      }
    }
  }

  private static void checkEmbed(
      JoinShape shape,
      Embed embed,
      SourceTable parent,
      Function<TableId, SourceTable> tables,
      List<String> problems) {
    SourceTable child = tables.apply(embed.from());
    List<String> named = new ArrayList<>(embed.on());
    named.addAll(embed.orderBy());
    embed.keyedBy().ifPresent(named::add);
    named.addAll(embed.dropped());
    new ColumnNames(named, shape.naming())
        .missing(child)
        .forEach(
            name ->
                problems.add(
                    "embed "
                        + embed.name()
                        + " names "
                        + name
                        + ", which "
                        + child.id()
                        + " does not have: correct it under embed"));
    checkKey("embed " + embed.name(), parent, embed.on().size(), problems);
    if (child.key().isEmpty()) {
      problems.add(
          "embed "
              + embed.name()
              + " needs the primary key of "
              + child.id()
              + ", which has none: add one there");
    }
    new ChildDocument(child, embed.dropped(), shape.naming())
        .notCarried()
        .forEach(
            column ->
                problems.add(
                    "column "
                        + column
                        + " of "
                        + child.id()
                        + " has a type that Tandem does not carry: name it in drop: of embed "
                        + embed.name()));
    checkMembers(shape, embed, child, problems);
    embed.embeds().forEach(nested -> checkEmbed(shape, nested, child, tables, problems));
  }

  /** One member of an object would silently take the place of another of its name. */
  private static void checkMembers(
      JoinShape shape, Embed embed, SourceTable child, List<String> problems) {
    Set<String> names = new HashSet<>();
    Stream.concat(
            new ChildDocument(child, embed.dropped(), shape.naming()).names(),
            embed.embeds().stream().map(Embed::name))
        .filter(name -> !names.add(name))
        .forEach(
            name ->
                problems.add(
                    "embed "
                        + embed.name()
                        + " would have two members "
                        + name
                        + ": name a column of "
                        + child.id()
                        + " in drop:, or give the embedded rows another name"));
  }

  /** The table itself, with the key of the one that it widens. */
  public SourceTable table() {
    return table;
  }

  /** What it is made by. */
  public JoinShape shape() {
    return shape;
  }

  /** The table that it widens. */
  public SourceTable base() {
    return base;
  }

  /** The wide row; empty while it waits for a parent. */
  public Optional<SourceRow> row(RowParts parts) {
    Value[] values = new Value[table.columns().size()];
    int at = 0;
    for (; at < base.columns().size(); at++) {
      values[at] = parts.base().value(at);
    }
    List<Value> instead = new ArrayList<>();
    for (int i = 0; i < parts.parents().size(); i++) {
      RowParts.Parent parent = parts.parents().get(i);
      Missing missing = shape.plan().lookups().get(i).missing();
      if (parent.isReferredTo() && parent.row().isEmpty() && missing == Missing.WAIT) {
        return Optional.empty();
      }
      instead.add(insteadOf(i, parent, instead));
      for (int column = 0; column < shape.names(i).size(); column++) {
        values[at++] = value(i, parent, column).orElse(instead.get(i));
      }
    }
    for (int i = 0; i < parts.children().size(); i++) {
      values[at++] = shape.nest(i).value(parts.children().get(i));
    }
    return Optional.of(new SourceRow(table, values));
  }

  /** Empty when there is no such row. */
  private Optional<Value> value(int lookup, RowParts.Parent parent, int column) {
    return parent
        .row()
        .map(
            row -> {
              int position = shape.columns(lookup).in(row.table())[column];
              return position < 0 ? Value.NULL : row.value(position);
            });
  }

  /** What stands for the columns of a parent that is not there; it hangs on those before it. */
  private Value insteadOf(int lookup, RowParts.Parent parent, List<Value> before) {
    if (parent.row().isPresent()) {
      return Value.NULL; // for parents of its own that it does not refer to
    }
    Lookup plan = shape.plan().lookups().get(lookup);
    if (parent.isReferredTo() && plan.missing() == Missing.DEAD_LETTER) {
      return new Value.Unfit(
          ValueError.PARENT,
          "no row of " + plan.from() + " has the key that " + plan.on() + " refers to");
    }
    int onto = shape.hangsOn(lookup);
    return onto < 0 || parent.isReferredTo() ? Value.NULL : before.get(onto);
  }
}
