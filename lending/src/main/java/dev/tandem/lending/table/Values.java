/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending.table;

import java.util.function.Function;
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

  /** Whether they are bytes, of which a server must be told even when there are none. */
  default boolean bytes() {
    return false;
  }

  /** Values that are bytes. */
  static Values ofBytes(Function<Draw, byte[]> bytes) {
    return new Values() {
      @Override
      public Object draw(Draw draw) {
        return bytes.apply(draw);
      }

      @Override
      public boolean bytes() {
        return true;
      }
    };
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

      @Override
      public boolean bytes() {
        return values.bytes();
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
