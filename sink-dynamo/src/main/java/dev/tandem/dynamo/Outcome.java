/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import dev.tandem.model.type.Refused;
import dev.tandem.model.type.ValueError;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** What became of one change. */
sealed interface Outcome {
  Outcome APPLIED = new Applied();
  Outcome SUPERSEDED = new Superseded(false);
  Outcome TOMBSTONED = new Superseded(true);

  /** DynamoDB holds it now. */
  record Applied() implements Outcome {}

  /**
   * DynamoDB held it already, or something newer.
   *
   * @param tombstoned whether it was the row's tombstone that told
   */
  record Superseded(boolean tombstoned) implements Outcome {}

  /** Another row's item lies at its place. */
  record Collided(Map<String, AttributeValue> occupant) implements Outcome {}

  /** DynamoDB can never hold it. */
  record Rejected(String code, String reason) implements Outcome {

    static Rejected of(Refused refused) {
      ValueError error = refused.error();
      return new Rejected(error.code(), error.meaning() + " (" + refused.getMessage() + ")");
    }

    /** DynamoDB's own words may hold values, and are left out. */
    static Rejected of(DynamoDbException invalid) {
      boolean tooLarge = String.valueOf(invalid.getMessage()).contains("Item size");
      return tooLarge
          ? new Rejected(ValueError.DYNAMO_ITEM_SIZE.code(), ValueError.DYNAMO_ITEM_SIZE.meaning())
          : new Rejected(DynamoCode.REFUSED.code(), DynamoCode.REFUSED.meaning());
    }

    /** The last word on a change whose place another row does not give up. */
    static Rejected collision() {
      return new Rejected(DynamoCode.COLLISION.code(), DynamoCode.COLLISION.meaning());
    }
  }
}
