/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.join;

import dev.tandem.model.join.JoinsPlan.Lookup;
import dev.tandem.model.source.TableId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Which columns an entity's joins are about, whatever state its tables are in. For one thread. */
public final class JoinShape {
  private final JoinsPlan plan;
  private final UnaryOperator<String> naming;
  private final List<Integer> hangsOn = new ArrayList<>();
  private final List<ColumnNames> on = new ArrayList<>();
  private final List<List<String>> names = new ArrayList<>();
  private final List<ColumnNames> columns = new ArrayList<>();
  private final List<Nest> nests;

  /**
   * The shape of a plan.
   *
   * @param used the columns that fields are made of, those of lookups as {@code loan.ApplicationId}
   * @param naming how a column's name becomes a field's
   */
  public JoinShape(JoinsPlan plan, Collection<String> used, UnaryOperator<String> naming) {
    this.plan = plan;
    this.naming = naming;
    for (Lookup lookup : plan.lookups()) {
      int onto = lookupOf(lookup.on().get(0));
      hangsOn.add(onto);
      on.add(names(lookup.on().stream().map(name -> onto < 0 ? name : column(name)).toList()));
      List<String> mine =
          List.copyOf(
              new TreeSet<>(
                  used.stream().filter(name -> name.startsWith(lookup.name() + '.')).toList()));
      names.add(mine);
      columns.add(names(mine.stream().map(JoinShape::column).toList()));
    }
    this.nests = plan.embeds().stream().map(embed -> new Nest(embed, naming)).toList();
  }

  private ColumnNames names(List<String> all) {
    return new ColumnNames(all, naming);
  }

  private int lookupOf(String name) {
    for (int i = 0; i < plan.lookups().size(); i++) {
      if (name.startsWith(plan.lookups().get(i).name() + '.')) {
        return i;
      }
    }
    return -1;
  }

  private static String column(String name) {
    return name.substring(name.indexOf('.') + 1);
  }

  /** What it is the shape of. */
  public JoinsPlan plan() {
    return plan;
  }

  /** How columns are named where the plan does not. */
  public UnaryOperator<String> naming() {
    return naming;
  }

  /** The number of the lookup that a lookup hangs on, or -1 for the entity's own table. */
  public int hangsOn(int lookup) {
    return hangsOn.get(lookup);
  }

  /** The columns, of what it hangs on, that refer to a lookup's row. */
  public ColumnNames on(int lookup) {
    return on.get(lookup);
  }

  /** The columns that fields are made of, as the file calls them. */
  List<String> names(int lookup) {
    return names.get(lookup);
  }

  /** The same in the lookup's own table. */
  ColumnNames columns(int lookup) {
    return columns.get(lookup);
  }

  /**
   * All columns of a lookup's table that are needed: for fields, and for lookups that hang on it.
   */
  public ColumnNames needed(int lookup) {
    List<String> all = new ArrayList<>(names.get(lookup).stream().map(JoinShape::column).toList());
    for (int other = 0; other < plan.lookups().size(); other++) {
      if (hangsOn(other) == lookup) {
        plan.lookups().get(other).on().stream().map(JoinShape::column).forEach(all::add);
      }
    }
    return names(all.stream().distinct().toList());
  }

  /**
   * The columns of a table that its rows are looked up for, as the plan spells them; none when its
   * rows are needed as a whole, since they are more than looked up.
   *
   * @param base the entity's own table
   */
  public Set<String> columnsOf(TableId base, TableId table) {
    Set<String> columns = new LinkedHashSet<>();
    if (table.equals(base) || new JoinsPlan(List.of(), plan.embeds()).tables().contains(table)) {
      return columns;
    }
    for (int i = 0; i < plan.lookups().size(); i++) {
      if (plan.lookups().get(i).from().equals(table)) {
        columns.addAll(needed(i).names());
      }
    }
    return columns;
  }

  Nest nest(int embed) {
    return nests.get(embed);
  }
}
