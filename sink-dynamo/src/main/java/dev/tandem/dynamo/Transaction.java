/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** Steps that happen together or not at all, and what it means when they do not. */
record Transaction(RowChange change, List<Step> steps) {

  /** Copies the list. */
  Transaction {
    steps = List.copyOf(steps);
  }

  TransactWriteItemsRequest request() {
    return TransactWriteItemsRequest.builder()
        .transactItems(steps.stream().map(Step::action).toList())
        .build();
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
      if (!failed(reasons.get(i))) {
        continue;
      }
      Map<String, AttributeValue> found = reasons.get(i).item();
      if (steps.get(i) instanceof Step.OfTombstone || isOwn(found)) {
        return Optional.of(Outcome.SUPERSEDED);
      }
      if (steps.get(i) instanceof Step.Fill && !found.isEmpty()) {
        outcome = Optional.of(new Outcome.Collided(found));
      }
    }
    return outcome;
  }

  /**
   * The same without the places where another row's item lies by now: there is nothing to clear.
   */
  Transaction withoutStrangers(List<CancellationReason> reasons) {
    List<Step> kept = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      boolean stranger = failed(reasons.get(i)) && !reasons.get(i).item().isEmpty();
      if (!(stranger && steps.get(i) instanceof Step.Clear)) {
        kept.add(steps.get(i));
      }
    }
    return new Transaction(change, kept);
  }

  private boolean isOwn(Map<String, AttributeValue> found) {
    return !found.isEmpty() && change.owns(found);
  }

  private static boolean failed(CancellationReason reason) {
    return "ConditionalCheckFailed".equals(reason.code());
  }
}
