/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.status.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** Reads an order out of a request's body: an object of texts, none of them twice. */
final class OrderReader {
  private static final Set<String> MEMBERS = Set.of("act", "entity", "target", "who", "why");
  private static final int LONGEST = 300;
  private static final ObjectReader JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .reader();

  private final Collection<String> acts;

  OrderReader(Collection<String> acts) {
    this.acts = acts;
  }

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException when it is none, with what is wrong
   */
  Acts.Order read(String body, String from) {
    JsonNode order = tree(body);
    for (Map.Entry<String, JsonNode> member : order.properties()) {
      if (!MEMBERS.contains(member.getKey())) {
        throw new IllegalArgumentException(
            "an order has act, entity, target, who and why, and nothing else");
      } else if (!member.getValue().isTextual() || member.getValue().asText().length() > LONGEST) {
        throw new IllegalArgumentException(
            member.getKey() + " is no text of at most " + LONGEST + " characters");
      }
    }
    String act = text(order, "act");
    if (!acts.contains(act)) {
      throw new IllegalArgumentException("act is one of " + String.join(", ", acts));
    } else if (text(order, "entity").isEmpty() || text(order, "who").isEmpty()) {
      throw new IllegalArgumentException("an order names the entity, and who gives it");
    }
    return new Acts.Order(
        act,
        text(order, "entity"),
        text(order, "target"),
        text(order, "who"),
        text(order, "why"),
        from);
  }

  private static JsonNode tree(String body) {
    try {
      JsonNode read = JSON.readTree(body);
      if (!read.isObject()) {
        throw new IllegalArgumentException("an order is a JSON object");
      }
      return read;
    } catch (JacksonException e) {
      throw new IllegalArgumentException("an order is a JSON object", e);
    }
  }

  /** It ends up on terminals, in logs and on the page: nothing in it may steer those. */
  private static String text(JsonNode order, String member) {
    return order
        .path(member)
        .asText("")
        .codePoints()
        .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? ' ' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString()
        .strip();
  }
}
