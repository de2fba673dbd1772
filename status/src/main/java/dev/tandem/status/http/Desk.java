/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.status.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tandem.model.error.TandemException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Promise;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes orders from whoever knows the token. A browser sends the token with no request that a page
 * of somebody else's makes: it is a header, not a cookie; and no form can send JSON.
 */
public final class Desk implements AutoCloseable {
  static final String PATH = "/acts";

  private static final Logger LOG = LoggerFactory.getLogger(Desk.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_BYTES = 4 << 10;
  private static final int WAITING = 4;
  private static final String BEARER = "bearer ";

  private final Supplier<String> token;
  private final Acts acts;
  private final OrderReader reader;
  private final ThreadPoolExecutor work =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(WAITING),
          task -> {
            Thread thread = new Thread(task, "status-acts");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * A desk.
   *
   * @param token asked for at each order, since it may have been changed since the last
   */
  public Desk(Supplier<String> token, Acts acts) {
    this.token = token;
    this.acts = acts;
    this.reader = new OrderReader(new TreeSet<>(acts.names()));
  }

  static boolean isOrder(Request request) {
    return HttpMethod.POST.is(request.getMethod())
        && Request.getPathInContext(request).equals(PATH);
  }

  /** What may be ordered, for the page. */
  Answer offer() {
    ObjectNode offer = JSON.createObjectNode();
    acts.names().stream().sorted().forEach(offer.putArray("acts")::add);
    return json(200, offer.toString());
  }

  /** Answers an order once it is carried out, or refused. */
  void take(Request request, Consumer<Answer> answer) {
    Optional<Answer> refused = refusal(request);
    if (refused.isPresent()) {
      answer.accept(refused.get());
      return;
    }
    String from = Request.getRemoteAddr(request);
    Content.Source.asString(
        request,
        StandardCharsets.UTF_8,
        Promise.from(
            body -> order(body, from, answer),
            failure -> answer.accept(Answer.text(400, "The order did not arrive whole.\n"))));
  }

  /** In the order in which nothing is told to somebody who may not know it. */
  private Optional<Answer> refusal(Request request) {
    HttpFields headers = request.getHeaders();
    if (isOfAnotherPage(headers)) {
      return refuse(403, "Another page's requests are not answered.");
    } else if (!isAuthorized(headers.get(HttpHeader.AUTHORIZATION))) {
      LOG.warn("an order from {} came without the token", Request.getRemoteAddr(request));
      return refuse(401, "Orders need the token: Authorization: Bearer TOKEN.");
    } else if (!mediaType(headers).equals("application/json")) {
      return refuse(415, "An order is application/json.");
    } else if (headers.contains(HttpHeader.TRANSFER_ENCODING)
        || headers.getLongField(HttpHeader.CONTENT_LENGTH) < 0) {
      return refuse(411, "An order says how long it is.");
    } else if (headers.getLongField(HttpHeader.CONTENT_LENGTH) > MOST_BYTES) {
      return refuse(413, "An order has at most " + MOST_BYTES + " bytes.");
    }
    return Optional.empty();
  }

  private static Optional<Answer> refuse(int status, String why) {
    return Optional.of(Answer.text(status, why + "\n"));
  }

  /** Browsers say where a request comes from; other clients say nothing of it. */
  private static boolean isOfAnotherPage(HttpFields headers) {
    String origin = headers.get(HttpHeader.ORIGIN);
    String site = headers.get("Sec-Fetch-Site");
    String own = "://" + headers.get(HttpHeader.HOST); // https by a proxy in front
    return (origin != null && !origin.equals("http" + own) && !origin.equals("https" + own))
        || (site != null && !site.equals("same-origin") && !site.equals("none"));
  }

  /** Takes as long for a wrong one as for the right one. */
  private boolean isAuthorized(@Nullable String header) {
    if (header == null || !header.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
      return false;
    }
    byte[] sent = header.substring(BEARER.length()).strip().getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(sent, token.get().getBytes(StandardCharsets.UTF_8));
  }

  private static String mediaType(HttpFields headers) {
    String type = headers.get(HttpHeader.CONTENT_TYPE);
    return type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  private void order(String body, String from, Consumer<Answer> answer) {
    try {
      Acts.Order order = reader.read(body, from);
      work.execute(() -> answer.accept(carryOut(order)));
    } catch (IllegalArgumentException e) {
      answer.accept(problem(400, "", e.getMessage()));
    } catch (RejectedExecutionException e) {
      answer.accept(problem(503, "", "other orders are being carried out: try again"));
    }
  }

  private Answer carryOut(Acts.Order order) {
    try {
      return json(200, acts.run(order));
    } catch (TandemException e) {
      return problem(409, e.code().code(), e.line());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return problem(503, "", "this process is ending");
    } catch (RuntimeException e) { // whoever ordered must be told that it may not be done
      LOG.error("{} of {} failed", order.act(), order.entity(), e);
      return problem(500, "TD-INTERNAL", "it failed, and the log says why");
    }
  }

  private static Answer problem(int status, String code, @Nullable String what) {
    return json(status, JSON.createObjectNode().put("code", code).put("error", what).toString());
  }

  private static Answer json(int status, String text) {
    return Answer.of(status, "application/json", text.getBytes(StandardCharsets.UTF_8));
  }

  /** Orders that are being carried out are not waited for. */
  @Override
  public void close() {
    work.shutdownNow();
  }
}
