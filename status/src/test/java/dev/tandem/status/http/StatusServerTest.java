/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.status.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tandem.model.error.TandemException;
import dev.tandem.status.StatusFeed;
import dev.tandem.status.metrics.PipelineMetrics;
import dev.tandem.wire.report.ProcessMeter;
import dev.tandem.wire.report.Reason;
import dev.tandem.wire.report.WorkState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What anybody may send to the status page, byte by byte. */
@Timeout(60)
class StatusServerTest {
  private static final String LOOPBACK = "127.0.0.1";
  private static final long PATIENCE_MILLIS = 1_500;
  private static final String GET = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

  private final ProcessMeter capture = new ProcessMeter();

  @AutoClose
  private final StatusFeed feed =
      new StatusFeed(
          () -> {
            throw new KafkaException("no broker in this test");
          });

  @AutoClose private StatusServer server;

  @BeforeEach
  void start() {
    Map<String, ProcessMeter> own = Map.of("capture", capture);
    server =
        StatusServer.start(
            new Address(LOOPBACK, 0),
            Set.of("Tandem.Internal"),
            new Answers(feed, new Health(own, feed), new PipelineMetrics(own, feed)::scrape),
            Optional.empty(),
            PATIENCE_MILLIS);
  }

  @Test
  void shouldServeThePageWithHeadersThatKeepItToItself() throws IOException {
    assertThat(answer(GET))
        .startsWith("HTTP/1.1 200")
        .contains("<title>Tandem</title>")
        .contains("Content-Security-Policy: default-src 'none'; script-src 'self'")
        .contains("X-Content-Type-Options: nosniff")
        .contains("X-Frame-Options: DENY")
        .doesNotContain("Access-Control")
        .doesNotContain("Jetty")
        .doesNotContain("unsafe");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/page.css", "/page.js", "/icon.svg", "/metrics", "/acts"})
  void shouldServeWhatBelongsToIt(String path) throws IOException {
    assertThat(answer(get(path, "localhost"))).startsWith("HTTP/1.1 200");
  }

  @Test
  void shouldSendNoBodyToAHead() throws IOException {
    assertThat(answer("HEAD / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 200")
        .doesNotContain("<title>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LOCALHOST:8480",
        "127.0.0.1",
        "10.1.2.3:80",
        "[::1]:8480",
        "tandem.internal"
      })
  void shouldKnowItsOwnNamesAndAddresses(String host) throws IOException {
    assertThat(answer(get("/", host))).startsWith("HTTP/1.1 200");
  }

  /** Somebody's page, whose name was made to lead here. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:8480",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "tandem.internal.evil"
      })
  void shouldRefuseAnotherName(String host) throws IOException {
    assertThat(answer(get("/status.json", host)))
        .startsWith("HTTP/1.1 403")
        .contains("--http-allow-host");
  }

  @Test
  void shouldRefuseAnotherNameInTheRequestLine() throws IOException {
    assertThat(answer("GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n"))
        .doesNotStartWith("HTTP/1.1 200");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n",
        "GET / HTTP/1.0\r\n\r\n",
        "GET /\r\n",
        "\u0000\u0001\u0002\r\n\r\n"
      })
  void shouldNotAnswerWhatIsNoRequest(String request) throws IOException {
    assertThat(answer(request)).doesNotContain("200 OK").doesNotContain("<title>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT"})
  void shouldTakeNoOrders(String method) throws IOException {
    assertThat(answer(method + " /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"))
        .doesNotStartWith("HTTP/1.1 2")
        .containsPattern("HTTP/1.1 4\\d\\d");
  }

  @Test
  void shouldTakeInNothing() throws IOException {
    assertThat(
            answer("GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10000000000\r\n\r\nxxxx"))
        .startsWith("HTTP/1.1 413");
    assertThat(
            answer(
                "GET / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n"))
        .startsWith("HTTP/1.1 413");
  }

  @Test
  void shouldRefuseALongHead() throws IOException {
    assertThat(answer("GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(20_000) + "\r\n\r\n"))
        .startsWith("HTTP/1.1 431")
        .contains("X-Frame-Options: DENY");
    assertThat(answer("GET /" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
        .startsWith("HTTP/1.1 414");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../../etc/passwd",
        "/..%2f..%2fetc/passwd",
        "/%2e%2e/page.html",
        "/page.html",
        "/..;/page.css",
        "//page.css",
        "/page.css%00",
        "/dev/tandem/status/http/page.html"
      })
  void shouldHaveNothingButItsPaths(String path) throws IOException {
    assertThat(answer(get(path, "localhost")))
        .containsPattern("^HTTP/1.1 40[04]")
        .doesNotContain("root:")
        .doesNotContain("<html");
  }

  @Test
  void shouldNotLetSlowOnesKeepOthersOut() throws IOException {
    // Given more of them than there are threads, each of which sends a byte now and then
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 40; i++) {
        Socket socket = connect();
        socket.getOutputStream().write("GET / HT".getBytes(StandardCharsets.US_ASCII));
        slow.add(socket);
      }

      // Then
      assertThat(answer(GET)).startsWith("HTTP/1.1 200");
      await().until(() -> slow.stream().allMatch(StatusServerTest::isCutOff));
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  /** Trickles on; the answer to a head that was cut off is no answer. */
  private static boolean isCutOff(Socket socket) {
    try {
      socket.getOutputStream().write('X');
      socket.setSoTimeout(1);
      return socket.getInputStream().read() >= 0;
    } catch (java.net.SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  void shouldBeAliveWhileItWaitsAndReadyWhenItWorks() throws IOException {
    // Given
    capture.waits(new Reason("TD-MYS-UNREACHABLE", "the source is away"));

    // Then
    assertThat(answer(get("/healthz", "localhost"))).startsWith("HTTP/1.1 200");
    assertThat(answer(get("/readyz", "localhost")))
        .startsWith("HTTP/1.1 503")
        .contains("capture is waiting: TD-MYS-UNREACHABLE: the source is away");

    // When
    capture.works(WorkState.STREAMING);

    // Then
    assertThat(answer(get("/readyz", "localhost"))).startsWith("HTTP/1.1 200");
  }

  @Test
  void shouldBeDeadWhenItIsStopped() throws IOException {
    // Given
    capture.stops(new Reason("TD-CAP-LOG-GONE", "the log is gone"));

    // Then
    assertThat(answer(get("/healthz", "localhost")))
        .startsWith("HTTP/1.1 503")
        .contains("capture is stopped: TD-CAP-LOG-GONE");
  }

  @Test
  void shouldSayWhyThereIsNoStatus() {
    await()
        .untilAsserted(
            () ->
                assertThat(answer(get("/status.json", "localhost")))
                    .startsWith("HTTP/1.1 503")
                    .contains("{\"error\":\"Kafka does not tell: no broker in this test\"}"));
  }

  @Test
  void shouldSayThatItsPortIsTaken() {
    Answers answers = new Answers(feed, new Health(Map.of(), feed), () -> "");
    assertThatThrownBy(
            () ->
                StatusServer.start(
                    new Address(LOOPBACK, server.port()), Set.of(), answers, Optional.empty()))
        .isInstanceOf(TandemException.class)
        .hasMessageContaining("127.0.0.1:" + server.port())
        .hasMessageContaining("--http");
  }

  @Test
  void shouldReadAddresses() {
    assertThat(Address.of("8480")).contains(new Address(LOOPBACK, 8480));
    assertThat(Address.of("0.0.0.0:0")).contains(new Address("0.0.0.0", 0));
    assertThat(Address.of("[::1]:80")).contains(new Address("::1", 80));
    assertThat(List.of("", "x", "host:", "70000", "a:b:1", "::1:80", "-1"))
        .allMatch(text -> Address.of(text).isEmpty());
  }

  private static String get(String path, String host) {
    return "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
  }

  private Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), server.port());
  }

  private String answer(String request) throws IOException {
    return RawHttp.answer(server.port(), request);
  }
}
