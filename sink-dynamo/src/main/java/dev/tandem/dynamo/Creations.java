/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import dev.tandem.model.type.Refused;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Creates rows of one table that share no place, many with one request: a request costs far more
 * than an action in it. What meets something is written by itself, to get an answer of its own.
 */
final class Creations {
  /** DynamoDB takes 100 actions in a transaction: these and the check of a seal. */
  static final int MOST = 99;

  /** How many it is when each asks its tombstone. */
  static final int MOST_ASKING = 50;

  /** Of a transaction's 4 MB. */
  private static final long MOST_BYTES = 3_000_000;

  /** How often a request is sent anew without the rows that met something. */
  private static final int MOST_ROUNDS = 4;

  private final RowWriter rows;
  private final GroupWriter apart;
  private final Deque<Lot> pending = new ArrayDeque<>();

  Creations(RowWriter rows, GroupWriter apart) {
    this.rows = rows;
    this.apart = apart;
  }

  /** Writes them, and settles each. */
  void write(List<RowChange> changes) {
    List<Creation> creations = new ArrayList<>();
    for (RowChange change : changes) {
      try {
        creations.add(Creation.of(change));
      } catch (Refused e) {
        apart.write(List.of(change));
      }
    }
    pending.add(new Lot(creations, 1));
    while (!pending.isEmpty()) {
      write(pending.remove());
    }
  }

  private void write(Lot lot) {
    if (lot.creations().size() <= 1 || lot.round() > MOST_ROUNDS) {
      lot.creations().forEach(one -> apart.write(List.of(one.change())));
      return;
    }
    Optional<Seals.Seal> seal = rows.takeSeal(lot.table());
    boolean tooMany = lot.creations().size() > (seal.isPresent() ? MOST : MOST_ASKING);
    if (tooMany || lot.bytes() > MOST_BYTES) {
      seal.ifPresent(rows.seals()::giveBack);
      halve(lot);
    } else {
      send(new Bulk(lot, seal));
    }
  }

  private void halve(Lot lot) {
    int middle = (lot.creations().size() + 1) / 2;
    pending.addFirst(lot.part(middle, lot.creations().size()));
    pending.addFirst(lot.part(0, middle));
  }

  private void send(Bulk bulk) {
    boolean undisturbed = false;
    try {
      undisturbed = rows.sender().transact(bulk.actions(rows)) == 1;
      bulk.lot().creations().forEach(one -> apart.settle(one.change(), Outcome.APPLIED));
    } catch (DynamoDbException e) {
      if (e instanceof TransactionCanceledException no && Trouble.of(e) == Trouble.CONDITION) {
        sort(bulk, no.cancellationReasons());
      } else {
        halve(bulk.lot()); // in the end the one that is at fault is alone
      }
    } finally {
      bulk.seal().ifPresent(undisturbed ? rows.seals()::giveBack : rows.seals()::layAside);
    }
  }

  /** Tells by the conditions that failed which rows met something, and goes on without them. */
  private void sort(Bulk bulk, List<CancellationReason> reasons) {
    Lot lot = bulk.lot();
    if (bulk.seal().isPresent() && Transaction.failed(reasons.get(0))) {
      rows.seals().foundBroken(lot.table());
    }
    List<Creation> rest = new ArrayList<>();
    List<Creation> met = new ArrayList<>();
    for (int i = 0; i < lot.creations().size(); i++) {
      boolean failed = Transaction.failed(bulk.ofPut(i, reasons));
      boolean refused = Transaction.failed(bulk.ofQuestion(i, reasons));
      (failed || refused ? met : rest).add(lot.creations().get(i));
      if (lot.asksWhatLiesThere() && (failed || refused)) {
        settle(lot.creations().get(i), bulk.ofPut(i, reasons));
      }
    }
    pending.addFirst(lot.next(rest));
    if (!lot.asksWhatLiesThere()) {
      pending.addFirst(lot.next(met)); // to be told what they met
    }
  }

  private void settle(Creation one, CancellationReason reason) {
    if (rows.guard().versions() && one.change().isSupersededBy(reason.item())) {
      apart.settle(one.change(), Outcome.SUPERSEDED);
    } else {
      apart.write(List.of(one.change()));
    }
  }

  /** Rows to create with one request. */
  private record Lot(List<Creation> creations, int round) {
    String table() {
      return creations.get(0).change().layout().table();
    }

    long bytes() {
      return creations.stream().mapToLong(Creation::bytes).sum();
    }

    Lot part(int from, int to) {
      return new Lot(creations.subList(from, to), round);
    }

    Lot next(List<Creation> some) {
      return new Lot(some, round + 1);
    }

    /** Usually nothing does, and the first time that is not worth asking. */
    boolean asksWhatLiesThere() {
      return round > 1;
    }
  }

  /** A row with its item. */
  private record Creation(RowChange change, Map<String, AttributeValue> item, long bytes) {
    static Creation of(RowChange change) throws Refused {
      Map<String, AttributeValue> item = change.item();
      return new Creation(change, item, Attributes.size(item));
    }

    TransactWriteItem put(Guard guard, boolean asks) {
      String table = change.layout().table();
      Step put =
          asks
              ? Step.Fill.of(table, item, guard.free())
              : Step.Fill.blindly(table, item, guard.free());
      return put.action();
    }
  }

  /**
   * A request: the check of a seal before all puts, or the question for a tombstone before each.
   */
  private record Bulk(Lot lot, Optional<Seals.Seal> seal) {

    List<TransactWriteItem> actions(RowWriter rows) {
      List<TransactWriteItem> actions = new ArrayList<>();
      seal.ifPresent(one -> actions.add(rows.check(one).action()));
      for (Creation one : lot.creations()) {
        if (seal.isEmpty()) {
          actions.add(rows.ask(one.change()).action());
        }
        actions.add(one.put(rows.guard(), lot.asksWhatLiesThere()));
      }
      return actions;
    }

    CancellationReason ofPut(int i, List<CancellationReason> reasons) {
      return reasons.get(seal.isPresent() ? i + 1 : 2 * i + 1);
    }

    /** What became of the question for the row's tombstone, or of the put where none was asked. */
    CancellationReason ofQuestion(int i, List<CancellationReason> reasons) {
      return seal.isPresent() ? ofPut(i, reasons) : reasons.get(2 * i);
    }
  }
}
