/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.conformance.property;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/** Random choices that a seed repeats. */
final class Dice {
  private final Random random;

  private Dice(long seed) {
    this.random = new Random(seed);
  }

  /** Those of one table or batch, whatever the others of the run are. */
  static Dice of(long seed, String subject) {
    return new Dice(new SplittableRandom(seed ^ ((long) subject.hashCode() << 32)).nextLong());
  }

  boolean percent(int chance) {
    return random.nextInt(100) < chance;
  }

  /** Both ends included. */
  int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  /** Both ends included. */
  long between(long least, long most) {
    return between(BigInteger.valueOf(least), BigInteger.valueOf(most)).longValueExact();
  }

  /** Both ends included; evenly over the number of bits, so that small ones occur, too. */
  BigInteger between(BigInteger least, BigInteger most) {
    BigInteger span = most.subtract(least);
    int bits = percent(50) ? span.bitLength() : random.nextInt(span.bitLength() + 1);
    BigInteger step = new BigInteger(bits, random).min(span);
    return percent(50) ? least.add(step) : most.subtract(step);
  }

  @SafeVarargs
  final <T> T pick(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** So many of them, in any order. */
  <T> List<T> some(int count, List<T> choices) {
    List<T> mixed = new ArrayList<>(choices);
    Collections.shuffle(mixed, random);
    return List.copyOf(mixed.subList(0, Math.min(count, mixed.size())));
  }

  byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /** From 1 to below 2. */
  double mantissa() {
    return 1 + random.nextDouble();
  }

  long bits() {
    return random.nextLong();
  }
}
