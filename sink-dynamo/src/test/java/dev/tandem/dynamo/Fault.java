/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** What goes wrong with a request. */
interface Fault {
  void happen(FaultProxy proxy, HttpExchange exchange, byte[] body) throws IOException;

  /** DynamoDB refuses it with an error. */
  static Fault error(int status, String type) {
    return error(status, type, "");
  }

  /** As above; {@code more} follows the message in the JSON. */
  static Fault error(int status, String type, String more) {
    String json =
        "{\"__type\":\"com.amazonaws.dynamodb.v20120810#%s\",\"message\":\"planned\"%s}"
            .formatted(type, more);
    byte[] answer = json.getBytes(StandardCharsets.UTF_8);
    return (proxy, exchange, body) -> FaultProxy.answer(exchange, status, answer);
  }

  /** A transaction is cancelled with these reasons. */
  static Fault cancelled(String... reasons) {
    StringBuilder list = new StringBuilder();
    for (String reason : reasons) {
      list.append(list.isEmpty() ? "" : ",").append("{\"Code\":\"" + reason + "\"}");
    }
    return error(400, "TransactionCanceledException", ",\"CancellationReasons\":[" + list + "]");
  }

  /** DynamoDB does it, and answers with an error all the same. */
  static Fault errorAfterwards() {
    return (proxy, exchange, body) -> {
      proxy.forward(exchange, body);
      error(500, "InternalServerError").happen(proxy, exchange, body);
    };
  }

  /** DynamoDB does it, and the answer is lost. */
  static Fault lostAnswer() {
    return (proxy, exchange, body) -> {
      proxy.forward(exchange, body);
      exchange.close();
    };
  }

  /** The connection ends before DynamoDB gets the request. */
  static Fault lostRequest() {
    return (proxy, exchange, body) -> exchange.close();
  }

  /**
   * The client gets an error at once, and DynamoDB gets the request all the same, once released.
   */
  static Fault late(CountDownLatch released) {
    return (proxy, exchange, body) -> {
      error(500, "InternalServerError").happen(proxy, exchange, body);
      await(released);
      proxy.forwardLate(exchange, body);
    };
  }

  /** Of a BatchGetItem, the first half of the keys is answered for, and the rest comes back. */
  static Fault halfUnprocessed() {
    return (proxy, exchange, body) -> {
      ObjectMapper json = new ObjectMapper();
      ObjectNode request = (ObjectNode) json.readTree(body);
      ObjectNode rest = request.deepCopy();
      for (Map.Entry<String, JsonNode> table : request.get("RequestItems").properties()) {
        ArrayNode keys = (ArrayNode) table.getValue().get("Keys");
        ArrayNode later = (ArrayNode) rest.get("RequestItems").get(table.getKey()).get("Keys");
        int half = keys.size() / 2;
        while (keys.size() > half) {
          keys.remove(half);
        }
        for (int i = 0; i < half; i++) {
          later.remove(0);
        }
      }
      ObjectNode answer = json.createObjectNode().set("UnprocessedKeys", rest.get("RequestItems"));
      boolean none = request.get("RequestItems").iterator().next().get("Keys").isEmpty();
      JsonNode found =
          none
              ? json.createObjectNode()
              : json.readTree(proxy.forward(exchange, json.writeValueAsBytes(request)).body())
                  .get("Responses");
      FaultProxy.answer(exchange, 200, json.writeValueAsBytes(answer.set("Responses", found)));
    };
  }

  private static void await(CountDownLatch released) throws IOException {
    try {
      released.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
