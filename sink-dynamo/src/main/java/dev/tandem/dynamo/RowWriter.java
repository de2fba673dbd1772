/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import dev.tandem.model.target.TargetUnavailable;
import dev.tandem.model.type.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Applies one change. Whatever it does is guarded, so that doing it again, late, or beside another
 * writer changes nothing.
 */
record RowWriter(Sender sender, Guard guard, Tombstones tombstones, Seals seals) {
  /** DynamoDB takes 100 actions in a transaction: these, the tombstone and the item. */
  static final int MOST_PLACES = 98;

  private static final int MOST_ROUNDS = 20;

  /**
   * Brings DynamoDB to the change's state.
   *
   * @throws Throttled when DynamoDB takes no more at the moment
   * @throws TargetUnavailable when DynamoDB gives no answer
   */
  Outcome apply(RowChange change) {
    if (change.refused().isPresent()) {
      return reject(change, change.refused().get());
    }
    try {
      Map<String, AttributeValue> item = change.to().isPresent() ? change.item() : Map.of();
      Optional<Outcome> replaced = change.expectsItem() ? replace(change, item) : Optional.empty();
      return replaced.isPresent() ? replaced.get() : settle(change, item);
    } catch (Refused e) {
      return reject(change, Outcome.Rejected.of(e));
    } catch (DynamoDbException e) {
      return reject(change, Outcome.Rejected.of(e));
    }
  }

  /**
   * Gives a change up, but for the places that it leaves: the row's later changes do not know of
   * them, and its item would stay there for ever.
   */
  Outcome reject(RowChange change, Outcome.Rejected why) {
    return clear(change, change.left()) instanceof Outcome.Superseded newer ? newer : why;
  }

  /**
   * The common case at half the price: the row's item is where it was.
   *
   * @return empty when it is not, and the tombstone must be asked
   */
  private Optional<Outcome> replace(RowChange change, Map<String, AttributeValue> item) {
    Guard.Condition condition = guard.ownOlderItem(change);
    PutItemRequest.Builder put =
        PutItemRequest.builder()
            .tableName(change.layout().table())
            .item(item)
            .conditionExpression(condition.expression())
            .expressionAttributeNames(condition.names())
            .expressionAttributeValues(condition.values())
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
    try {
      sender.put(put);
      return Optional.of(Outcome.APPLIED);
    } catch (ConditionalCheckFailedException e) {
      boolean newer = !e.item().isEmpty() && change.owns(e.item());
      return newer ? Optional.of(Outcome.SUPERSEDED) : Optional.empty();
    }
  }

  private Outcome settle(RowChange change, Map<String, AttributeValue> item) {
    List<Place> left = change.left();
    if (left.size() > MOST_PLACES) {
      List<Place> early = left.subList(MOST_PLACES, left.size());
      if (clear(change, early) instanceof Outcome.Superseded newer) {
        return newer;
      }
      left = left.subList(0, MOST_PLACES);
    }
    List<Step> steps = new ArrayList<>();
    if (guard.tombstones()) {
      steps.add(change.leaves() ? leave(change, left(change)) : ask(change));
    }
    left.forEach(place -> steps.add(Step.Clear.of(place, guard.freeOrOwnOlderItem(change))));
    change
        .to()
        .ifPresent(
            to -> steps.add(Step.Fill.of(to.table(), item, guard.freeOrOwnOlderItem(change))));
    return carryOut(new Transaction(change, steps));
  }

  /**
   * What a row leaves behind holds off all that is older. A row that moves must not hold off its
   * own change: when its item is lost, a replay brings it back.
   */
  private static long left(RowChange change) {
    return change.to().isPresent() ? change.version() - 1 : change.version();
  }

  /**
   * Takes the row off its old places ahead of the change itself, which is still to come; until then
   * everything older is held off.
   */
  Outcome clear(RowChange change, List<Place> places) {
    Outcome outcome = Outcome.APPLIED;
    for (int at = 0; at < places.size() && outcome == Outcome.APPLIED; at += MOST_PLACES) {
      outcome = clearAtOnce(change, places.subList(at, Math.min(places.size(), at + MOST_PLACES)));
    }
    return outcome;
  }

  private Outcome clearAtOnce(RowChange change, List<Place> places) {
    List<Step> steps = new ArrayList<>();
    if (guard.tombstones()) {
      steps.add(leave(change, change.version() - 1));
    }
    places.forEach(place -> steps.add(Step.Clear.of(place, guard.freeOrOwnOlderItem(change))));
    return carryOut(new Transaction(change, steps));
  }

  /** The row may be created as far as its tombstone knows. */
  Step ask(RowChange change) {
    return Step.OfTombstone.ask(
        tombstones.table(), tombstones.key(change), guard.noNewerTombstone(change));
  }

  /** No row of the table has a tombstone. */
  Step check(Seals.Seal seal) {
    return Step.OfSeal.check(tombstones.table(), seal.key(), guard.whole());
  }

  /** A seal under which rows of a table may be created; empty when each must ask its tombstone. */
  Optional<Seals.Seal> takeSeal(String table) {
    return guard.tombstones() ? seals.take(table) : Optional.empty();
  }

  private Step leave(RowChange change, long version) {
    seals.breakAll(
        change.layout().table(),
        key -> sender.put(PutItemRequest.builder().tableName(tombstones.table()).item(key)));
    return Step.OfTombstone.leave(
        tombstones.table(), tombstones.item(change, version), guard.noNewerTombstone(change));
  }

  private Outcome carryOut(Transaction first) {
    Transaction transaction = first;
    for (int round = 1; !transaction.steps().isEmpty(); round++) {
      try {
        sender.transact(transaction.actions());
        return Outcome.APPLIED;
      } catch (TransactionCanceledException e) {
        if (Trouble.of(e) != Trouble.CONDITION) {
          throw e;
        }
        Optional<Outcome> outcome = transaction.outcome(e.cancellationReasons());
        if (outcome.isPresent()) {
          return outcome.get();
        }
        if (round == MOST_ROUNDS) {
          throw new TargetUnavailable(
              DynamoCode.UNAVAILABLE,
              sender.retry().connection() + ": the item changed under " + round + " attempts.",
              null);
        }
        transaction =
            transaction.sparingStrangers(
                e.cancellationReasons(), guard.notOwnItem(transaction.change()));
      }
    }
    return Outcome.SUPERSEDED;
  }
}
