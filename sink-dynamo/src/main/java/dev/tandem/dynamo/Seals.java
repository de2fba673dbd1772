/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What tells that no row of a table has a tombstone yet: as long as one seal of the table is whole,
 * none has (decision 0023). A seal is whole while its item does not exist, and is broken for ever.
 * There are many of them, because transactions that check the same item cancel each other.
 */
final class Seals {
  /**
   * How many a table has. Never to be changed: a tombstone that was left when fewer were broken
   * would be overlooked.
   */
  static final int COUNT = 128;

  private final int count;
  private final Map<String, OfTable> tables = new ConcurrentHashMap<>();

  /** The seals of all tables, of each as many as every writer on them must know. */
  Seals(int count) {
    this.count = count;
  }

  /** A seal that nobody else in this process uses; empty when they are broken, or all in use. */
  Optional<Seal> take(String table) {
    OfTable seals = of(table);
    return seals.broken ? Optional.empty() : Optional.ofNullable(seals.unused.pollFirst());
  }

  /** Whether the seals of a table are whole, as far as is known. */
  boolean whole(String table) {
    return !of(table).broken;
  }

  /** Gives back a seal that was found whole, to be the next one that is taken. */
  void giveBack(Seal seal) {
    of(seal.table()).unused.addFirst(seal);
  }

  /** Gives back a seal at which another process may have been met, to be the last one. */
  void layAside(Seal seal) {
    of(seal.table()).unused.addLast(seal);
  }

  /** Notes that a seal of a table was found broken. */
  void foundBroken(String table) {
    of(table).broken = true;
  }

  /**
   * Breaks every seal of a table, unless this writer has done so before: only then may a row of the
   * table get a tombstone.
   *
   * @param put writes an item to the table of tombstones and returns when it is there
   */
  void breakAll(String table, Consumer<Map<String, AttributeValue>> put) {
    of(table).breakAll(put);
  }

  private OfTable of(String table) {
    return tables.computeIfAbsent(table, name -> new OfTable(name, count));
  }

  /** The seals of one table. */
  private static final class OfTable {
    private final String table;
    private final int count;
    private final ConcurrentLinkedDeque<Seal> unused;
    private volatile boolean broken;
    private int done;

    OfTable(String table, int count) {
      this.table = table;
      this.count = count;
      List<Seal> seals = new ArrayList<>();
      for (int number = 0; number < count; number++) {
        seals.add(new Seal(table, number));
      }
      Collections.shuffle(seals); // lest two processes begin with the same
      this.unused = new ConcurrentLinkedDeque<>(seals);
    }

    /** One thread breaks them, and whoever else needs them broken waits for it. */
    synchronized void breakAll(Consumer<Map<String, AttributeValue>> put) {
      broken = true;
      for (; done < count; done++) {
        put.accept(new Seal(table, done).key());
      }
    }
  }

  /** One of a table's. */
  record Seal(String table, int number) {

    /** Where its item lies once it is broken: among the tombstones, whose keys begin otherwise. */
    Map<String, AttributeValue> key() {
      return Map.of(Tombstones.ENTRY, AttributeValue.fromS(table + "|seal:" + number));
    }
  }
}
