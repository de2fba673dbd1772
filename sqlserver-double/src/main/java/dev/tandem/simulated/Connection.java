/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated;

import dev.tandem.simulated.sql.Journal;
import dev.tandem.simulated.sql.Session;
import dev.tandem.simulated.store.Database;
import dev.tandem.simulated.tds.Login;
import dev.tandem.simulated.tds.Message;
import dev.tandem.simulated.tds.Prelogin;
import dev.tandem.simulated.tds.ProtocolException;
import dev.tandem.simulated.tds.RpcCall;
import dev.tandem.simulated.tds.SqlBatch;
import dev.tandem.simulated.tds.TdsOutput;
import dev.tandem.simulated.tds.TlsLayer;
import dev.tandem.simulated.tds.TokenWriter;
import dev.tandem.simulated.value.SqlServerError;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A client, from prelogin to the end, on a thread of its own. */
final class Connection {
  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

  private final Server server;
  private final Socket socket;
  private final int sessionId;
  private final Thread thread;

  Connection(Server server, Socket socket, int sessionId) {
    this.server = server;
    this.socket = socket;
    this.sessionId = sessionId;
    this.thread = new Thread(this::run, "sqlserver-double-session-" + sessionId);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  boolean hasEnded() {
    return !thread.isAlive();
  }

  void join() throws InterruptedException {
    thread.join();
  }

  /** Without a word to the client. */
  void kill() {
    try {
      socket.close();
    } catch (IOException e) {
      LOG.debug("session {} was closed already", sessionId, e);
    }
    thread.interrupt(); // it may wait for another writer
  }

  private void run() {
    try (socket) {
      talk();
    } catch (ProtocolException e) {
      LOG.debug("session {} ends: {}", sessionId, e.getMessage());
    } catch (IOException e) {
      LOG.debug("session {} ends", sessionId, e);
    } catch (RuntimeException | StackOverflowError e) {
      LOG.error("session {} ends by a fault of the double", sessionId, e);
      server.journal().noteUnhandled(Journal.FAULT + e);
    }
  }

  private void talk() throws IOException {
    InputStream in = new BufferedInputStream(socket.getInputStream());
    TdsOutput out = new TdsOutput(socket.getOutputStream());
    Message first = Message.read(in);
    if (first == null || first.type() != Message.PRELOGIN) {
      throw new ProtocolException("The first message is no prelogin.");
    }
    @Nullable SSLContext tls = server.settings().tls();
    boolean encrypted = tls != null && Prelogin.wantsEncryption(first.body());
    Prelogin.reply(out, encrypted);
    if (tls == null || !encrypted) {
      serve(in, out);
      return;
    }
    try (Socket secure = TlsLayer.accept(tls, in, socket)) {
      serve(
          new BufferedInputStream(secure.getInputStream()),
          new TdsOutput(secure.getOutputStream()));
    }
  }

  private void serve(InputStream in, TdsOutput out) throws IOException {
    Optional<Session> session = logIn(Message.read(in), out);
    if (session.isEmpty()) {
      return;
    }
    try {
      Requests requests = new Requests(server.interpreter(), session.get(), new Replies(in, out));
      for (Message message = Message.read(in); message != null; message = Message.read(in)) {
        answer(message, requests, out);
      }
    } finally {
      session.get().rollBack();
    }
  }

  private static void answer(Message message, Requests requests, TdsOutput out) throws IOException {
    switch (message.type()) {
      case Message.BATCH -> requests.batch(SqlBatch.text(message.body()));
      case Message.RPC -> requests.calls(RpcCall.readAll(message.body()));
      case Message.ATTENTION -> new TokenWriter(out).attended();
      case Message.TRANSACTION -> new TokenWriter(out).done(false);
      default ->
          throw new ProtocolException("A message has the unknown type " + message.type() + ".");
    }
    out.endMessage();
  }

  private Optional<Session> logIn(@Nullable Message message, TdsOutput out) throws IOException {
    if (message == null || message.type() != Message.LOGIN) {
      throw new ProtocolException("The second message is no login.");
    }
    Login login = Login.read(message.body());
    TokenWriter tokens = new TokenWriter(out);
    String name = login.database().isEmpty() ? "master" : login.database();
    Optional<Database> database = server.instance().find(name);
    boolean known =
        login.user().equals(server.settings().user())
            && login.password().equals(server.settings().password());
    if (!known || database.isEmpty()) {
      refuse(tokens, known, login, name);
      out.endMessage();
      return Optional.empty();
    }
    tokens.loggedIn(database.get().name(), login.packetBytes());
    out.endMessage();
    out.packetBytes(login.packetBytes());
    return Optional.of(new Session(server.instance(), sessionId, database.get()));
  }

  private static void refuse(TokenWriter tokens, boolean known, Login login, String database)
      throws IOException {
    if (known) {
      tokens.error(
          new SqlServerError(
              4060,
              "Cannot open database \""
                  + database
                  + "\" requested by the login."
                  + " The login failed."));
    }
    tokens.error(new SqlServerError(18456, "Login failed for user '" + login.user() + "'."));
    tokens.failed();
  }
}
