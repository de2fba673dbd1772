/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.status.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.model.error.TandemException;
import dev.tandem.status.StatusCode;
import dev.tandem.status.StatusFeed;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What anybody may order over HTTP, and who is obeyed. */
@Timeout(60)
class DeskTest {
  private static final String TOKEN = "a-token-of-the-tests";
  private static final String ORDER =
      "{\"act\":\"pause\",\"entity\":\"shop.order\",\"who\":\"Ada\",\"why\":\"an index\"}";
  private static final String USUAL =
      "Authorization: Bearer " + TOKEN + "\r\nContent-Type: application/json\r\n";

  private final List<Acts.Order> obeyed = new CopyOnWriteArrayList<>();
  private final AtomicReference<String> token = new AtomicReference<>(TOKEN);

  @AutoClose
  private final StatusFeed feed =
      new StatusFeed(
          () -> {
            throw new KafkaException("no broker in this test");
          });

  @AutoClose private final Desk desk = new Desk(token::get, new Recorded());

  @AutoClose
  private final StatusServer server =
      StatusServer.start(
          new Address("127.0.0.1", 0),
          Set.of(),
          new Answers(feed, new Health(Map.of(), feed), () -> ""),
          Optional.of(desk),
          1_500);

  /** Obeys, but for an entity that is not there and one that is not foreseen. */
  private final class Recorded implements Acts {
    @Override
    public Set<String> names() {
      return Set.of("resume", "pause");
    }

    @Override
    public String run(Order order) {
      if (order.entity().equals("shop.nothing")) {
        throw new TandemException(StatusCode.SILENT, "there is no shop.nothing");
      } else if (order.entity().equals("shop.defect")) {
        throw new IllegalStateException("a secret thing");
      }
      obeyed.add(order);
      return "{\"done\":true}";
    }
  }

  @Test
  void shouldObeyWhoeverKnowsTheToken() throws IOException {
    assertThat(post(USUAL, ORDER)).startsWith("HTTP/1.1 200").endsWith("{\"done\":true}");
    assertThat(obeyed)
        .containsExactly(new Acts.Order("pause", "shop.order", "", "Ada", "an index", "127.0.0.1"));
  }

  @Test
  void shouldTellThePageWhatMayBeOrdered() throws IOException {
    assertThat(
            RawHttp.answer(
                server.port(),
                "GET /acts HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 200")
        .endsWith("{\"acts\":[\"pause\",\"resume\"]}");
  }

  @Test
  void shouldAskForTheTokenThatIsValidNow() throws IOException {
    token.set("another-token-by-now");

    assertThat(post(USUAL, ORDER)).startsWith("HTTP/1.1 401").contains("WWW-Authenticate: Bearer");
    assertThat(post(USUAL.replace(TOKEN, "another-token-by-now"), ORDER))
        .startsWith("HTTP/1.1 200");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Authorization: Bearer wrong\r\n",
        "Authorization: Bearer \r\n",
        "Authorization: Basic YS10b2tlbi1vZi10aGUtdGVzdHM=\r\n",
        "Cookie: token=a-token-of-the-tests\r\n"
      })
  void shouldObeyNobodyElse(String header) throws IOException {
    assertThat(post(header + "Content-Type: application/json\r\n", ORDER))
        .startsWith("HTTP/1.1 401");
    assertThat(obeyed).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Origin: http://evil.example\r\n",
        "Origin: null\r\n",
        "Origin: http://localhost:1\r\n",
        "Sec-Fetch-Site: cross-site\r\n",
        "Sec-Fetch-Site: same-site\r\n"
      })
  void shouldNotObeyAnotherPage(String header) throws IOException {
    assertThat(post(USUAL + header, ORDER)).startsWith("HTTP/1.1 403");
    assertThat(obeyed).isEmpty();
  }

  @Test
  void shouldObeyItsOwnPage() throws IOException {
    assertThat(post(USUAL + "Origin: http://localhost\r\nSec-Fetch-Site: same-origin\r\n", ORDER))
        .startsWith("HTTP/1.1 200");
  }

  /** As a form of another page may send, without asking first. */
  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data"})
  void shouldTakeNoForm(String type) throws IOException {
    assertThat(post(USUAL.replace("application/json", type), ORDER)).startsWith("HTTP/1.1 415");
    assertThat(obeyed).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "null",
        "{",
        "{} {}",
        "{\"act\":\"pause\",\"entity\":\"shop.order\"}",
        "{\"act\":\"drop\",\"entity\":\"shop.order\",\"who\":\"Ada\"}",
        "{\"act\":\"pause\",\"entity\":\"shop.order\",\"who\":1}",
        "{\"act\":\"pause\",\"entity\":\"shop.order\",\"who\":\"Ada\",\"force\":\"yes\"}",
        "{\"act\":\"pause\",\"act\":\"resume\",\"entity\":\"shop.order\",\"who\":\"Ada\"}",
        "{\"act\":\"pause\",\"entity\":\"shop.order\",\"who\":\"\\u202e\"}"
      })
  void shouldSayWhatIsNoOrder(String body) throws IOException {
    assertThat(post(USUAL, body)).startsWith("HTTP/1.1 400").contains("\"error\":");
    assertThat(obeyed).isEmpty();
  }

  @Test
  void shouldTakeNothingLarge() throws IOException {
    assertThat(post(USUAL, "{\"why\":\"" + "x".repeat(5_000) + "\"}")).startsWith("HTTP/1.1 413");
    assertThat(
            RawHttp.answer(
                server.port(),
                "POST /acts HTTP/1.1\r\nHost: localhost\r\n"
                    + USUAL
                    + "Content-Length: 10000000000\r\n\r\nx"))
        .startsWith("HTTP/1.1 413");
    assertThat(
            RawHttp.answer(
                server.port(),
                "POST /acts HTTP/1.1\r\nHost: localhost\r\n"
                    + USUAL
                    + "Transfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n"))
        .startsWith("HTTP/1.1 411");
  }

  @Test
  void shouldNotWaitForSlowOnes() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      OutputStream out = socket.getOutputStream();
      out.write(
          ("POST /acts HTTP/1.1\r\nHost: localhost\r\n" + USUAL + "Content-Length: 100\r\n\r\n{")
              .getBytes(StandardCharsets.UTF_8));
      out.flush();

      await().until(() -> isCutOff(socket));
    }
    assertThat(obeyed).isEmpty();
  }

  private static boolean isCutOff(Socket socket) {
    try {
      socket.getOutputStream().write(' ');
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  void shouldSayWhyItCannotBeDone() throws IOException {
    assertThat(post(USUAL, ORDER.replace("shop.order", "shop.nothing")))
        .startsWith("HTTP/1.1 409")
        .contains("TD-STA-SILENT")
        .contains("there is no shop.nothing");
    assertThat(post(USUAL, ORDER.replace("shop.order", "shop.defect")))
        .startsWith("HTTP/1.1 500")
        .doesNotContain("secret");
  }

  @Test
  void shouldRefuseAnotherName() throws IOException {
    assertThat(
            RawHttp.answer(
                server.port(),
                "POST /acts HTTP/1.1\r\nHost: evil.example\r\n"
                    + USUAL
                    + "Content-Length: 2\r\n\r\n{}"))
        .startsWith("HTTP/1.1 403");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST /", "POST /acts/", "POST /healthz", "PUT /acts", "DELETE /acts"})
  void shouldTakeOrdersNowhereElse(String request) throws IOException {
    assertThat(
            RawHttp.answer(
                server.port(),
                request + " HTTP/1.1\r\nHost: localhost\r\n" + USUAL + "Content-Length: 0\r\n\r\n"))
        .startsWith("HTTP/1.1 405");
  }

  private String post(String headers, String body) throws IOException {
    return RawHttp.answer(
        server.port(),
        "POST /acts HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
            + headers
            + "Content-Length: "
            + body.getBytes(StandardCharsets.UTF_8).length
            + "\r\n\r\n"
            + body);
  }
}
