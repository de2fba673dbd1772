/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.bench;

import dev.tandem.dynamo.DynamoMeter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What DynamoDB charges for the items by its rules: a unit for each begun kilobyte, twice in a
 * transaction.
 *
 * @param replaced for an item that is put alone, as for one of a BatchWriteItem
 */
record WriteUnits(double replaced) {
  private static final int UNIT_BYTES = 1_024;

  /** Rows that a transaction creates beside its check of a seal. */
  private static final double TOGETHER = 99;

  static WriteUnits of(List<Map<String, AttributeValue>> items) {
    return new WriteUnits(items.stream().mapToDouble(WriteUnits::units).average().orElse(0));
  }

  /** For an item that Tandem creates in a first load. */
  double created() {
    return 2 * replaced + 2 / TOGETHER;
  }

  /** By the length of names and values, numbers as text, which is a little too much. */
  private static double units(Map<String, AttributeValue> item) {
    int bytes = 0;
    for (Map.Entry<String, AttributeValue> attribute : item.entrySet()) {
      bytes += bytes(attribute.getKey()) + bytes(attribute.getValue());
    }
    return Math.ceil((double) bytes / UNIT_BYTES);
  }

  private static int bytes(AttributeValue value) {
    return switch (value.type()) {
      case S -> bytes(value.s());
      case N -> bytes(value.n());
      case B -> value.b().asByteArrayUnsafe().length;
      default -> 1;
    };
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "write units per row: %.2f created by Tandem, %.2f updated, %.2f by BatchWriteItem;"
            + " USD per million rows on demand: %.2f, %.2f, %.2f",
        created(),
        replaced,
        replaced,
        created() * DynamoMeter.PRICE,
        replaced * DynamoMeter.PRICE,
        replaced * DynamoMeter.PRICE);
  }
}
