/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import dev.tandem.model.entity.Version;
import dev.tandem.model.mapping.DynamoPlan;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What a row leaves behind when it is deleted or leaves a place: the version in which it did
 * (invariant 4). Kept by row and not by place, because another row may rightly take the place, and
 * its versions do not compare with those of the one that left.
 *
 * @param table the pipeline's own
 * @param life how long one is kept: as long as any topic from which the row could come again
 */
record Tombstones(String table, Duration life, Clock clock) {
  /** The attribute of the table's key; {@code row} in tables that have no {@link Seals}. */
  static final String ENTRY = "entry";

  private static final int KEY_BYTES = 2_048;

  /** The table of a pipeline. */
  static String tableOf(String pipeline) {
    return pipeline + "-tombstones";
  }

  Map<String, AttributeValue> key(RowChange change) {
    return Map.of(ENTRY, AttributeValue.fromS(row(change)));
  }

  Map<String, AttributeValue> item(RowChange change, long version) {
    long expiry = clock.instant().plus(life).getEpochSecond();
    return Map.of(
        ENTRY,
        AttributeValue.fromS(row(change)),
        Version.NAME,
        AttributeValue.fromN(Long.toString(version)),
        DynamoPlan.TTL,
        AttributeValue.fromN(Long.toString(expiry)));
  }

  /** Unambiguous: no table's name holds a bar, and every key begins with a brace. */
  private static String row(RowChange change) {
    String table = change.layout().table() + '|';
    String key = change.delivery().change().key().json();
    return Attributes.utf8(table) + Attributes.utf8(key) <= KEY_BYTES
        ? table + key
        : table + "sha256:" + sha256(key);
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JVM has SHA-256", e);
    }
  }
}
