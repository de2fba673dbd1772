/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending.work;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts what all clients have committed. */
final class Tally {
  private final Map<Kind, LongAdder> counts = adders(Kind.class);
  private final Map<Operation, LongAdder> operations = adders(Operation.class);

  private static <E extends Enum<E>> Map<E, LongAdder> adders(Class<E> type) {
    Map<E, LongAdder> adders = new EnumMap<>(type);
    Arrays.stream(type.getEnumConstants()).forEach(kind -> adders.put(kind, new LongAdder()));
    return adders;
  }

  void add(Kind kind, long number) {
    adder(counts, kind).add(number);
  }

  /** An operation has come to its end. */
  void done(Operation operation) {
    adder(operations, operation).increment();
  }

  long of(Kind kind) {
    return adder(counts, kind).sum();
  }

  long of(Operation operation) {
    return adder(operations, operation).sum();
  }

  long changes() {
    return Arrays.stream(Kind.values()).filter(Kind::isChange).mapToLong(this::of).sum();
  }

  Counts counts() {
    return new Counts(
        of(Kind.INSERT),
        of(Kind.UPDATE),
        of(Kind.DELETE),
        of(Kind.KEY_CHANGE),
        of(Kind.SWAP),
        of(Kind.ROLLBACK),
        of(Kind.TRANSACTION),
        changes());
  }

  private static <E extends Enum<E>> LongAdder adder(Map<E, LongAdder> adders, E kind) {
    return adders.computeIfAbsent(kind, missing -> new LongAdder());
  }
}
