/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import dev.tandem.model.mapping.DynamoPlan;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Where an item lies. */
record Place(String table, String partition, Optional<String> sort) {

  /** The item's primary key. */
  Map<String, AttributeValue> key() {
    AttributeValue pk = AttributeValue.fromS(partition);
    return sort.map(
            sk ->
                Map.of(DynamoPlan.PARTITION_KEY, pk, DynamoPlan.SORT_KEY, AttributeValue.fromS(sk)))
        .orElseGet(() -> Map.of(DynamoPlan.PARTITION_KEY, pk));
  }
}
