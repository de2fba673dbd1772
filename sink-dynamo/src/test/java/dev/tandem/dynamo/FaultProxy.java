/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.dynamo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Stands between a client and DynamoDB Local, and fails the next requests of an operation. */
final class FaultProxy implements AutoCloseable {
  private final URI behind;
  private final HttpServer server;
  private final ExecutorService pool = Executors.newCachedThreadPool();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Map<String, Queue<Fault>> planned = new ConcurrentHashMap<>();
  private volatile Predicate<String> throttled = request -> false;
  private final AtomicInteger failures = new AtomicInteger();
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger forwardedLate = new AtomicInteger();

  FaultProxy(URI behind) throws IOException {
    this.behind = behind;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(pool);
    server.createContext("/", this::handle);
    server.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Lets the next {@code times} requests of an operation, such as {@code PutItem}, fail so. */
  void fail(String operation, int times, Fault fault) {
    for (int i = 0; i < times; i++) {
      planned.computeIfAbsent(operation, name -> new ConcurrentLinkedQueue<>()).add(fault);
    }
  }

  /** Plans nothing any more. */
  void forget() {
    planned.clear();
    throttled = request -> false;
  }

  /** Refuses requests as too many, for as long as it is not told to {@link #forget()}. */
  void throttle(Predicate<String> requests) {
    throttled = requests;
  }

  /** How many requests have reached DynamoDB after their client got an answer. */
  int late() {
    return forwardedLate.get();
  }

  void forwardLate(HttpExchange exchange, byte[] body) throws IOException {
    forward(exchange, body);
    forwardedLate.incrementAndGet();
  }

  /** How many requests failed as planned. */
  int failures() {
    return failures.get();
  }

  /** How many requests came. */
  int requests() {
    return requests.get();
  }

  private void handle(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    byte[] body = exchange.getRequestBody().readAllBytes();
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    String operation = target.substring(target.indexOf('.') + 1);
    Fault fault = planned.getOrDefault(operation, new ConcurrentLinkedQueue<>()).poll();
    if (fault != null) {
      failures.incrementAndGet();
      fault.happen(this, exchange, body);
      return;
    }
    if (throttled.test(new String(body, StandardCharsets.UTF_8))) {
      failures.incrementAndGet();
      Fault.error(400, "ThrottlingException").happen(this, exchange, body);
      return;
    }
    answer(exchange, forward(exchange, body));
  }

  HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(behind)
            .timeout(Duration.ofSeconds(20))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    for (String header : List.of("X-Amz-Target", "Authorization", "X-Amz-Date", "Content-Type")) {
      request.header(header, exchange.getRequestHeaders().getFirst(header));
    }
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  static void answer(HttpExchange exchange, HttpResponse<byte[]> response) throws IOException {
    answer(exchange, response.statusCode(), response.body());
  }

  static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    pool.shutdownNow();
  }
}
