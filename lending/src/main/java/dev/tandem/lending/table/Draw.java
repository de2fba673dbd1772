/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending.table;

import java.time.LocalDateTime;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/** The source of one row's values: its number, its parent and its dice. */
public final class Draw {
  private static final String DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz";

  private final SplittableRandom random;
  private final LongSupplier numbers;
  private final Scene scene;
  private final double edges;
  private long number;

  /**
   * A source for one row.
   *
   * @param numbers gives the row's number in its table, from 1; asked once, if at all
   * @param edges how often a value is an edge of its type, 0 to 1
   */
  public Draw(SplittableRandom random, LongSupplier numbers, Scene scene, double edges) {
    this.random = random;
    this.numbers = numbers;
    this.scene = scene;
    this.edges = edges;
  }

  /** The row's number, which no other row of the table has had. */
  public long number() {
    if (number == 0) {
      number = numbers.getAsLong();
    }
    return number;
  }

  /** The time in which the row is made, in UTC. */
  LocalDateTime now() {
    return scene.now();
  }

  long revision() {
    return scene.revision().getAsLong();
  }

  /** Whether this value shall be an edge of its type. */
  boolean edge() {
    return edges > 0 && chance(edges);
  }

  /** Whether something happens that happens with this probability. */
  public boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** A number from one to another, both included. */
  public long between(long least, long most) {
    return random.nextLong(least, most + 1);
  }

  /** One of several. */
  public <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  double fraction() {
    return random.nextDouble();
  }

  /** The number of some row of a table. */
  long anyOf(String table) {
    return between(1, Math.max(1, scene.highest().applyAsLong(table)));
  }

  byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /** Digits and lower-case letters. */
  String letters(int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
    }
    return text.toString();
  }

  /** The row's number in digits and letters, padded, and some random ones: unique, yet uneven. */
  String unique(int width) {
    String digits = Long.toString(number(), DIGITS.length());
    return "0".repeat(Math.max(0, width - digits.length())) + digits + letters(4);
  }
}
