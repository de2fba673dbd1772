/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** Steps that happen together or not at all, and what it means when they do not. */
record Transaction(RowChange change, List<Step> steps) {

  /** Copies the list. */
  Transaction {
    steps = List.copyOf(steps);
  }

  List<TransactWriteItem> actions() {
    return steps.stream().map(Step::action).toList();
  }

  /**
   * What the failed conditions decide. That the row is newer already outweighs a stranger at its
   * place: a replay often finds that others have moved in.
   *
   * @return empty when only the way there must change
   */
  Optional<Outcome> outcome(List<CancellationReason> reasons) {
    Optional<Outcome> outcome = Optional.empty();
    for (int i = 0; i < steps.size(); i++) {
      if (!failed(reasons.get(i)) || steps.get(i) instanceof Step.Spare) {
        continue;
      }
      Map<String, AttributeValue> found = reasons.get(i).item();
      if (steps.get(i) instanceof Step.OfTombstone) {
        return Optional.of(change.to().isPresent() ? Outcome.TOMBSTONED : Outcome.SUPERSEDED);
      }
      if (isOwn(found)) {
        return Optional.of(Outcome.SUPERSEDED);
      }
      if (steps.get(i) instanceof Step.Fill && !found.isEmpty()) {
        outcome = Optional.of(new Outcome.Collided(found));
      }
    }
    return outcome;
  }

  /**
   * The same without clearing the places where another row's item lies by now. They are still
   * watched: between two attempts a writer that lags may put the row's own item there.
   *
   * @param notOwn that the row's own item is not at a place
   */
  Transaction sparingStrangers(List<CancellationReason> reasons, Guard.Condition notOwn) {
    List<Step> next = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      boolean stranger = failed(reasons.get(i)) && !reasons.get(i).item().isEmpty();
      if (stranger && step instanceof Step.Clear clear) {
        next.add(Step.Spare.of(clear, notOwn));
      } else if (failed(reasons.get(i)) && step instanceof Step.Spare spare) {
        next.add(spare.clear());
      } else {
        next.add(step);
      }
    }
    return new Transaction(change, next);
  }

  private boolean isOwn(Map<String, AttributeValue> found) {
    return !found.isEmpty() && change.owns(found);
  }

  /** Whether it was this action's condition. */
  static boolean failed(CancellationReason reason) {
    return "ConditionalCheckFailed".equals(reason.code());
  }
}
