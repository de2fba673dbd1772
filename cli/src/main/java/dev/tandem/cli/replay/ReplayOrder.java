/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.replay;

import dev.tandem.model.entity.EntityName;
import dev.tandem.sink.ReplayFrom;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is to be replayed. An order that was given before goes on where it got to.
 *
 * @param until ends before the first record that Kafka took then or later; empty for no such end
 * @param keys the rows that are meant; none for all
 * @param rate the most rows a second
 * @param restart whether to begin anew
 * @param why in the operator's words, for the audit
 */
public record ReplayOrder(
    EntityName entity,
    Target target,
    ReplayFrom from,
    Optional<Instant> until,
    Set<String> keys,
    int rate,
    boolean restart,
    String why) {
  private static final int DIGITS = 12;

  /** Copies the keys. */
  public ReplayOrder {
    keys = Set.copyOf(keys);
  }

  /** Alike for orders that mean the same records and the same target; no key can be read in it. */
  String id(String topicId) {
    String all =
        String.join("\0", entity.toString(), topicId, from.toString(), "")
            + String.join("\0", new TreeSet<>(keys));
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
      return target + "-" + HexFormat.of().formatHex(digest).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
