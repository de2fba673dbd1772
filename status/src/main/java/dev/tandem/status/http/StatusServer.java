/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.status.http;

import dev.tandem.model.error.TandemException;
import dev.tandem.status.StatusCode;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the status. Whoever can reach the address can read it; to order anything takes a token,
 * and a {@link Desk}.
 */
public final class StatusServer implements AutoCloseable {
  /** Where the page is when nothing is said. */
  public static final Address USUAL = new Address(Address.LOOPBACK, 8480);

  private static final Logger LOG = LoggerFactory.getLogger(StatusServer.class);
  private static final int THREADS = 8;
  private static final int CONNECTIONS = 64;
  private static final int HEADER_BYTES = 8 << 10;
  private static final int QUEUE = 16;
  private static final long IDLE_MILLIS = 15_000;

  private final Server server;
  private final ServerConnector connector;
  private final Address address;

  private StatusServer(
      Address address,
      Set<String> allowed,
      Answers answers,
      Optional<Desk> desk,
      long patienceMillis) {
    this.address = address;
    QueuedThreadPool threads = new QueuedThreadPool(THREADS, 1);
    threads.setName("status-http");
    threads.setDaemon(true);
    server = new Server(threads);
    connector = new ServerConnector(server, null, null, null, 1, 1, protocol());
    connector.setHost(address.host());
    connector.setPort(address.port());
    connector.setIdleTimeout(Math.min(IDLE_MILLIS, patienceMillis));
    connector.setAcceptQueueSize(QUEUE);
    connector.addBean(new Patience(connector.getScheduler(), patienceMillis));
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(CONNECTIONS, server));
    server.setErrorHandler(new Refusals());
    server.setHandler(
        new Pages(new Guard(address.host(), allowed, desk.isPresent()), answers, desk));
  }

  private static HttpConnectionFactory protocol() {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setSendDateHeader(false);
    http.setRequestHeaderSize(HEADER_BYTES);
    return new HttpConnectionFactory(http);
  }

  /**
   * Starts to serve.
   *
   * @param allowed names, besides those of this machine and the address, by which it may be asked
   * @param desk what takes orders, if any does; the caller closes it
   * @throws TandemException when the address cannot be had
   */
  public static StatusServer start(
      Address address, Set<String> allowed, Answers answers, Optional<Desk> desk) {
    return start(address, allowed, answers, desk, IDLE_MILLIS * 2);
  }

  static StatusServer start(
      Address address,
      Set<String> allowed,
      Answers answers,
      Optional<Desk> desk,
      long patienceMillis) {
    StatusServer started = new StatusServer(address, allowed, answers, desk, patienceMillis);
    started.start();
    return started;
  }

  /** Jetty throws whatever it met. */
  @SuppressWarnings("CatchingUnchecked")
  private void start() {
    try {
      server.start();
    } catch (Exception e) {
      close();
      throw new TandemException(
          StatusCode.HTTP,
          "The status page cannot be served at "
              + address.host()
              + ":"
              + address.port()
              + " ("
              + e.getMessage()
              + "). "
              + StatusCode.HTTP.remedy(),
          e);
    }
  }

  /** The port that it has. */
  public int port() {
    return connector.getLocalPort();
  }

  /** For people. */
  public String url() {
    String host = address.host().contains(":") ? "[" + address.host() + "]" : address.host();
    return "http://" + host + ":" + port() + "/";
  }

  @Override
  @SuppressWarnings("CatchingUnchecked")
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      LOG.debug("the status page could not be closed in order", e);
    }
  }

  /** Answers what the guard lets pass. */
  private static final class Pages extends Handler.Abstract {
    private final Guard guard;
    private final Answers answers;
    private final Optional<Desk> desk;

    Pages(Guard guard, Answers answers, Optional<Desk> desk) {
      this.guard = guard;
      this.answers = answers;
      this.desk = desk;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      Optional<Answer> refused = guard.refusal(request);
      if (refused.isEmpty() && desk.isPresent() && Desk.isOrder(request)) {
        desk.get().take(request, answer -> Safe.send(answer, response, callback));
        return true;
      }
      Answer answer = refused.orElseGet(() -> page(Request.getPathInContext(request)));
      Safe.send(answer, response, callback);
      return true;
    }

    private Answer page(String path) {
      return desk.filter(offering -> path.equals(Desk.PATH))
          .map(Desk::offer)
          .or(() -> answers.of(path))
          .orElseGet(() -> Answer.text(404, "There is nothing here.\n"));
    }
  }

  /** What Jetty itself refuses, in the same form and without a word of its own. */
  private static final class Refusals extends ErrorHandler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      int status = response.getStatus() < 400 ? 500 : response.getStatus();
      Safe.send(Answer.text(status, "This request is not answered.\n"), response, callback);
      return true;
    }
  }
}
