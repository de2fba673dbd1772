/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending.table;

import org.jspecify.annotations.Nullable;

/** Draws the values of a column. */
@FunctionalInterface
public interface Values {

  /**
   * The next value: a number, a text (also for dates and times, in UTC), bytes, or null.
   *
   * @param draw says whether an edge of the type is wanted rather than an ordinary value
   */
  @Nullable Object draw(Draw draw);

  /** Whether NULL is among the values. */
  default boolean nullable() {
    return false;
  }

  /** The same values, and NULL in that share of the rows. */
  default Values orNull(int percent) {
    Values values = this;
    return new Values() {
      @Override
      public @Nullable Object draw(Draw draw) {
        return draw.chance(percent / 100.0) ? null : values.draw(draw);
      }

      @Override
      public boolean nullable() {
        return true;
      }
    };
  }

  /** The next value that is not NULL. */
  default Object something(Draw draw) {
    Object value = draw(draw);
    while (value == null) {
      value = draw(draw);
    }
    return value;
  }
}
