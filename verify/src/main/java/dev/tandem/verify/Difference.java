/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A row that is not the same on both sides. It holds values: it is for the eyes of the operator and
 * must not reach a log.
 *
 * @param sourceKey the key's columns and values, escaped; empty when the source has no such row
 * @param targetKey the fields that say where the target keeps the row, escaped
 * @param cells what differs, or shows that the row is a stray one; empty otherwise
 */
public record Difference(Kind kind, String sourceKey, String targetKey, List<Cell> cells) {

  /** What is wrong with the row. */
  public enum Kind {
    /** Both sides have it, with other values. */
    CHANGED,
    /** The source has it, the target does not. */
    MISSING,
    /** The target has it, the source does not. */
    EXTRA
  }

  /** Copies the list. */
  public Difference {
    cells = List.copyOf(cells);
  }

  /**
   * A field that differs.
   *
   * @param source the source's value as text, escaped and cut
   * @param target the target's, likewise
   */
  public record Cell(String field, String source, String target) {
    @Override
    public String toString() {
      return field + ": source " + source + ", target " + target;
    }
  }

  /** One line for the row, and one for each cell. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    String key = sourceKey.isEmpty() ? targetKey : sourceKey + " (in the target " + targetKey + ")";
    lines.add(kind.name().toLowerCase(Locale.ROOT) + ' ' + key);
    cells.forEach(cell -> lines.add("  " + cell));
    return lines;
  }

  /** The lines as one text. */
  @Override
  public String toString() {
    return String.join("\n", lines());
  }
}
