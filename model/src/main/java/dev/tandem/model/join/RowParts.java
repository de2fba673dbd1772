/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.join;

import dev.tandem.model.source.SourceRow;
import java.util.List;
import java.util.Optional;

/**
 * A row with what belongs to it, before they are put together.
 *
 * @param parents one for each lookup of the plan
 * @param children a list for each embed of the plan, in any order
 */
public record RowParts(SourceRow base, List<Parent> parents, List<List<Child>> children) {
  /** Copies the lists. */
  public RowParts {
    parents = List.copyOf(parents);
    children = List.copyOf(children);
  }

  /**
   * What a row refers to.
   *
   * @param isReferredTo whether it refers to anything: its columns are not NULL
   */
  public record Parent(boolean isReferredTo, Optional<SourceRow> row) {
    /** Of a row that refers to nothing. */
    public static final Parent NONE = new Parent(false, Optional.empty());
  }

  /**
   * What refers to a row.
   *
   * @param children its own, a list for each embed within its embed
   */
  public record Child(SourceRow row, List<List<Child>> children) {
    /** Copies the list. */
    public Child {
      children = List.copyOf(children);
    }
  }
}
