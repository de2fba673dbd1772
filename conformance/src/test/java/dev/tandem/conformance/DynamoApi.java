/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** DynamoDB asked in its own words: nothing of the product takes part. */
public final class DynamoApi {
  private static final String AUTHORIZATION =
      "AWS4-HMAC-SHA256 Credential=tandem/20260101/eu-central-1/dynamodb/aws4_request,"
          + " SignedHeaders=host;x-amz-date;x-amz-target, Signature=0";

  private final URI endpoint;
  private final HttpClient client = HttpClient.newHttpClient();

  /** Connects lazily. */
  public DynamoApi(URI endpoint) {
    this.endpoint = endpoint;
  }

  /** All items of a table, attributes in DynamoDB's own JSON. */
  public List<JsonNode> items(String table) throws IOException, InterruptedException {
    List<JsonNode> items = new ArrayList<>();
    String start = "";
    do {
      JsonNode page = call("Scan", "{\"TableName\":\"" + table + "\"" + start + "}");
      page.path("Items").forEach(items::add);
      JsonNode last = page.path("LastEvaluatedKey");
      start = last.isMissingNode() ? "" : ",\"ExclusiveStartKey\":" + last;
    } while (!start.isEmpty());
    return items;
  }

  /** Writes an item, or replaces it. */
  public void put(String table, JsonNode item) throws IOException, InterruptedException {
    call("PutItem", "{\"TableName\":\"" + table + "\",\"Item\":" + item + "}");
  }

  /** Deletes the item that lies under the keys of this one. */
  public void delete(String table, JsonNode item) throws IOException, InterruptedException {
    String sort = item.has("sk") ? ",\"sk\":" + item.get("sk") : "";
    String key = "{\"pk\":" + item.get("pk") + sort + "}";
    call("DeleteItem", "{\"TableName\":\"" + table + "\",\"Key\":" + key + "}");
  }

  private JsonNode call(String operation, String body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint)
            .header("Content-Type", "application/x-amz-json-1.0")
            .header("X-Amz-Target", "DynamoDB_20120810." + operation)
            .header("X-Amz-Date", "20260101T000000Z")
            .header("Authorization", AUTHORIZATION)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer.body());
    }
    return Json.read(answer.body());
  }
}
