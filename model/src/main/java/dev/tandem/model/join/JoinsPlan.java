/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.join;

import dev.tandem.model.source.TableId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What an entity takes from other tables than its own.
 *
 * @param lookups of parents, in the order of the file; one may hang on those before it
 * @param embeds of children
 */
public record JoinsPlan(List<Lookup> lookups, List<Embed> embeds) {
  /** Of an entity that is made of its own table alone. */
  public static final JoinsPlan NONE = new JoinsPlan(List.of(), List.of());

  /** Copies the lists. */
  public JoinsPlan {
    lookups = List.copyOf(lookups);
    embeds = List.copyOf(embeds);
  }

  /** Whether nothing is taken. */
  public boolean isEmpty() {
    return lookups.isEmpty() && embeds.isEmpty();
  }

  /** The tables that rows are taken from. */
  public Set<TableId> tables() {
    Set<TableId> tables = new LinkedHashSet<>();
    lookups.forEach(lookup -> tables.add(lookup.from()));
    embeds.forEach(embed -> add(embed, tables));
    return tables;
  }

  private static void add(Embed embed, Set<TableId> tables) {
    tables.add(embed.from());
    embed.embeds().forEach(child -> add(child, tables));
  }

  /**
   * The row of another table that a row refers to by that table's key.
   *
   * @param name before the point in {@code loan.ApplicationId}
   * @param on the columns that refer to the parent's key, in the order of the key: all of the
   *     entity's own table, or all of one lookup before this one, as {@code loan.ApplicationId}
   */
  public record Lookup(String name, TableId from, List<String> on, Missing missing) {
    /** Copies the list. */
    public Lookup {
      on = List.copyOf(on);
    }
  }

  /** What becomes of a row whose parent is not there; without any reference, all is NULL. */
  public enum Missing {
    /** It is in the entity once the parent is there, as with an inner join. */
    WAIT,
    /** The parent's columns are NULL, as with an outer join. */
    NULL,
    /** A field made of the parent's columns cannot be made. */
    DEAD_LETTER
  }

  /**
   * Rows of another table that refer to a row by its key, inside that row.
   *
   * @param name of the field that holds them
   * @param on the children's columns that refer to the parent's key, in the order of the key
   * @param keyedBy the column whose text names each child in a map; empty for a list
   * @param orderBy columns by which a list is ordered, before the children's own key
   * @param dropped the children's columns that are left out
   * @param embeds the children's own children
   */
  public record Embed(
      String name,
      TableId from,
      List<String> on,
      java.util.Optional<String> keyedBy,
      List<String> orderBy,
      Set<String> dropped,
      List<Embed> embeds) {
    /** Copies the collections. */
    public Embed {
      on = List.copyOf(on);
      orderBy = List.copyOf(orderBy);
      dropped = Set.copyOf(dropped);
      embeds = List.copyOf(embeds);
    }
  }
}
