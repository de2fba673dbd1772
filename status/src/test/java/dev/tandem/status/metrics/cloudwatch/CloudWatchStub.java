/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.status.metrics.cloudwatch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;

/** Takes what is sent to CloudWatch, or refuses it. */
final class CloudWatchStub implements AutoCloseable {
  private final HttpServer server;
  private final List<Datum> taken = new CopyOnWriteArrayList<>();
  private final AtomicInteger requests = new AtomicInteger();
  private volatile boolean refuses;

  CloudWatchStub() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  void refuses(boolean from) {
    refuses = from;
  }

  int requests() {
    return requests.get();
  }

  List<Datum> taken() {
    return taken;
  }

  /** The values of a metric with just these dimensions, in order. */
  List<Double> values(String metric, Map<String, String> dimensions) {
    return taken.stream()
        .filter(datum -> datum.metric.equals(metric) && datum.dimensions.equals(dimensions))
        .map(Datum::value)
        .toList();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = body(exchange);
      requests.incrementAndGet();
      if (!refuses && exchange.getRequestURI().getPath().endsWith("/operation/PutMetricData")) {
        take(Cbor.map(body));
      }
      byte[] answer = refuses ? refusal() : new byte[] {(byte) 0xa0};
      exchange.getResponseHeaders().add("Content-Type", "application/cbor");
      exchange.getResponseHeaders().add("smithy-protocol", "rpc-v2-cbor");
      exchange.sendResponseHeaders(refuses ? 403 : 200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private static byte[] body(HttpExchange exchange) throws IOException {
    byte[] sent = exchange.getRequestBody().readAllBytes();
    return "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))
        ? new GZIPInputStream(new ByteArrayInputStream(sent)).readAllBytes()
        : sent;
  }

  private void take(Map<?, ?> request) {
    for (Object datum : (List<?>) of(request, "MetricData")) {
      Map<?, ?> one = (Map<?, ?>) datum;
      Map<String, String> dimensions = new TreeMap<>();
      for (Object dimension : (List<?>) of(one, "Dimensions")) {
        Map<?, ?> pair = (Map<?, ?>) dimension;
        dimensions.put(of(pair, "Name").toString(), of(pair, "Value").toString());
      }
      taken.add(
          new Datum(
              of(request, "Namespace").toString(),
              of(one, "MetricName").toString(),
              dimensions,
              (Double) of(one, "Value")));
    }
  }

  private static Object of(Map<?, ?> map, String key) {
    Object value = map.get(key);
    if (value == null) {
      throw new IllegalStateException("no " + key + " in " + map);
    }
    return value;
  }

  private static byte[] refusal() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0xa2);
    for (String text : List.of("__type", "AccessDenied", "message", "not this role")) {
      out.write(0x60 + text.length());
      out.write(text.getBytes(StandardCharsets.US_ASCII));
    }
    return out.toByteArray();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  record Datum(String namespace, String metric, Map<String, String> dimensions, double value) {}
}
