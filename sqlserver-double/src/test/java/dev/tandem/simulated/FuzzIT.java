/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.simulated.sql.Journal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Garbage never hangs the double and never makes it fail. */
class FuzzIT {
  private static final int ROUNDS = 400;
  private static final int PATIENCE_MILLIS = 10_000;
  private static final long SEED = Long.getLong("tandem.seed", new Random().nextLong());

  private final Random random = new Random(SEED);
  private final SqlServerDouble server = SqlServerDouble.start();

  @BeforeEach
  void createTable() {
    server
        .database("testDB")
        .table("t")
        .column("id", "int")
        .column("a", "nvarchar(max)")
        .column("b", "decimal(20,5)")
        .column("c", "datetime2(7)")
        .column("d", "datetimeoffset(7)")
        .column("e", "varbinary(max)")
        .column("f", "float")
        .column("g", "bit")
        .pk("id")
        .create();
  }

  @AfterEach
  void shouldStillAnswer() throws SQLException {
    try (Connection connection = connect(server.port());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT 1")) {
      assertThat(rows.next()).isTrue();
    }
    assertThat(server.unhandled())
        .as("seed %d", SEED)
        .noneMatch(statement -> statement.startsWith(Journal.FAULT));
    server.close();
  }

  private Connection connect(int port) throws SQLException {
    String url = server.jdbcUrl("testDB").replace(":" + server.port(), ":" + port);
    return DriverManager.getConnection(url, server.user(), server.password());
  }

  @Test
  void shouldBearRandomBytes() throws IOException {
    for (int round = 0; round < ROUNDS; round++) {
      byte[] garbage = new byte[random.nextInt(2_000)];
      random.nextBytes(garbage);
      send(garbage, garbage.length);
    }
  }

  /** Random bytes that begin as a message does, so that they get beyond the header. */
  @Test
  void shouldBearRandomMessages() throws Exception {
    byte[] talk = recordTalk();
    int afterLogin = afterLogin(talk);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] garbage = new byte[random.nextInt(500)];
      random.nextBytes(garbage);
      ByteArrayOutputStream message = new ByteArrayOutputStream();
      message.write(talk, 0, random.nextBoolean() ? 0 : afterLogin);
      int length = garbage.length + 8;
      int[] types = {1, 3, 6, 14, 16, 18, 99};
      message.write(types[random.nextInt(types.length)]);
      message.write(1);
      message.write(length >>> 8);
      message.write(length);
      message.writeBytes(new byte[4]);
      message.writeBytes(garbage);
      send(message.toByteArray(), message.size());
    }
  }

  /** Where the third message begins. */
  private static int afterLogin(byte[] talk) {
    int position = 0;
    for (int message = 0; message < 2; message++) {
      position += ((talk[position + 2] & 0xFF) << 8) | (talk[position + 3] & 0xFF);
    }
    return position;
  }

  @Test
  void shouldBearChangedMessages() throws Exception {
    byte[] talk = recordTalk();
    for (int round = 0; round < ROUNDS; round++) {
      byte[] changed = talk.clone();
      for (int flips = 1 + random.nextInt(8); flips > 0; flips--) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt();
      }
      boolean cut = random.nextInt(4) == 0;
      send(changed, cut ? random.nextInt(changed.length) : changed.length);
    }
  }

  /** Sends it, and waits until the server has ended the connection. */
  private void send(byte[] bytes, int length) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      Thread sender = new Thread(() -> sendAll(socket, bytes, length), "fuzz");
      sender.start();
      InputStream in = socket.getInputStream();
      byte[] ignored = new byte[8_192];
      int read = 0;
      while (read >= 0) {
        read = in.read(ignored);
      }
    } catch (SocketException e) {
      assertThat(e).as("seed %d", SEED).hasMessageMatching("(?i).*(reset|broken|abort).*");
    }
  }

  private static void sendAll(Socket socket, byte[] bytes, int length) {
    try {
      socket.getOutputStream().write(bytes, 0, length);
      socket.shutdownOutput();
    } catch (IOException e) {
      assertThat(e).isInstanceOf(SocketException.class); // the server has had enough
    }
  }

  /** What a driver sends in a session with all kinds of requests. */
  private byte[] recordTalk() throws Exception {
    ByteArrayOutputStream talk = new ByteArrayOutputStream();
    try (ServerSocket proxy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread relay = new Thread(() -> relay(proxy, talk), "relay");
      relay.start();
      try (Connection connection = connect(proxy.getLocalPort())) {
        converse(connection);
      }
      relay.join();
    }
    assertThat(talk.size()).isGreaterThan(2_000);
    return talk.toByteArray();
  }

  private static void converse(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO t VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
      for (int id = 0; id < 4; id++) {
        insert.setInt(1, id);
        insert.setString(2, "text");
        insert.setBigDecimal(3, new BigDecimal("1.5"));
        insert.setObject(4, LocalDateTime.parse("2024-01-01T12:00:00"));
        insert.setObject(5, OffsetDateTime.parse("2024-01-01T12:00:00+02:00"));
        insert.setBytes(6, new byte[9_000]);
        insert.setDouble(7, 1.5);
        insert.setBoolean(8, true);
        insert.executeUpdate();
      }
    }
    connection.rollback();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT TOP 1 * FROM t WHERE id > 0 ORDER BY id")) {
      assertThat(rows.next()).isFalse();
    }
  }

  private void relay(ServerSocket proxy, OutputStream talk) {
    try (Socket client = proxy.accept();
        Socket real = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      Thread back = new Thread(() -> copy(real, client), "relay back");
      back.start();
      byte[] buffer = new byte[8_192];
      InputStream in = client.getInputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        talk.write(buffer, 0, read);
        real.getOutputStream().write(buffer, 0, read);
      }
      real.shutdownOutput();
      back.join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
