/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** One action of a transaction, with what its failure would mean. */
sealed interface Step {

  /** The action as DynamoDB takes it. */
  TransactWriteItem action();

  /** About the row's tombstone: fails when the row has a newer one. */
  record OfTombstone(TransactWriteItem action) implements Step {

    static Step ask(String table, Map<String, AttributeValue> key, Guard.Condition condition) {
      return new OfTombstone(check(table, key, condition));
    }

    static Step leave(String table, Map<String, AttributeValue> item, Guard.Condition condition) {
      return new OfTombstone(
          put(table, item, condition, ReturnValuesOnConditionCheckFailure.ALL_OLD));
    }
  }

  /** About a seal of the row's table: fails when it is broken. */
  record OfSeal(TransactWriteItem action) implements Step {

    static Step check(String table, Map<String, AttributeValue> key, Guard.Condition condition) {
      return new OfSeal(Step.check(table, key, condition));
    }
  }

  /**
   * Leaves another row's item alone, where the row's own was to be taken away: fails when the row's
   * own has come there after all, by a writer that lags.
   */
  record Spare(Clear clear, TransactWriteItem action) implements Step {

    static Spare of(Clear clear, Guard.Condition condition) {
      Place place = clear.place();
      return new Spare(clear, check(place.table(), place.key(), condition));
    }
  }

  /** Takes the row's item away: fails when another row's, or a newer one, lies there. */
  record Clear(Place place, TransactWriteItem action) implements Step {

    static Step of(Place place, Guard.Condition condition) {
      Delete delete =
          Delete.builder()
              .tableName(place.table())
              .key(place.key())
              .conditionExpression(condition.expression())
              .expressionAttributeNames(condition.names())
              .expressionAttributeValues(condition.values())
              .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
              .build();
      return new Clear(place, TransactWriteItem.builder().delete(delete).build());
    }
  }

  /** Puts the row's item: fails when another row's, or a newer one, lies there. */
  record Fill(TransactWriteItem action) implements Step {

    static Step of(String table, Map<String, AttributeValue> item, Guard.Condition condition) {
      return new Fill(put(table, item, condition, ReturnValuesOnConditionCheckFailure.ALL_OLD));
    }

    /** The same without a word on what lies there: DynamoDB Local takes a fifth longer for that. */
    static Step blindly(String table, Map<String, AttributeValue> item, Guard.Condition condition) {
      return new Fill(put(table, item, condition, ReturnValuesOnConditionCheckFailure.NONE));
    }
  }

  private static TransactWriteItem check(
      String table, Map<String, AttributeValue> key, Guard.Condition condition) {
    ConditionCheck check =
        ConditionCheck.builder()
            .tableName(table)
            .key(key)
            .conditionExpression(condition.expression())
            .expressionAttributeNames(condition.names().isEmpty() ? null : condition.names())
            .expressionAttributeValues(condition.values().isEmpty() ? null : condition.values())
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
            .build();
    return TransactWriteItem.builder().conditionCheck(check).build();
  }

  private static TransactWriteItem put(
      String table,
      Map<String, AttributeValue> item,
      Guard.Condition condition,
      ReturnValuesOnConditionCheckFailure told) {
    Put put =
        Put.builder()
            .tableName(table)
            .item(item)
            .conditionExpression(condition.expression())
            .expressionAttributeNames(condition.names().isEmpty() ? null : condition.names())
            .expressionAttributeValues(condition.values().isEmpty() ? null : condition.values())
            .returnValuesOnConditionCheckFailure(told)
            .build();
    return TransactWriteItem.builder().put(put).build();
  }
}
