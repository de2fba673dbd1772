/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.source.TableId;
import dev.tandem.simulated.Db;
import dev.tandem.simulated.Settings;
import dev.tandem.simulated.SqlServerDouble;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A server of a test's own, by whose clock time passes when the test says so. */
final class TestSqlServer implements AutoCloseable {
  static final String DATABASE = "shop";

  private final Hands hands = new Hands();
  private final SqlServerDouble server;

  /** A clock that stands still between two moves. */
  private static final class Hands extends Clock {
    private volatile Instant now = Instant.parse("2024-03-31T00:30:00.1234567Z");

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return Clock.fixed(now, zone);
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  TestSqlServer() {
    this(null);
  }

  /** One that can encrypt, when it is given a certificate. */
  TestSqlServer(@Nullable SSLContext tls) {
    Settings settings = Settings.usual().withClock(hands);
    server = SqlServerDouble.start(tls == null ? settings : settings.withTls(tls));
    db();
  }

  SqlServerDouble server() {
    return server;
  }

  Db db() {
    return server.database(DATABASE);
  }

  Instant now() {
    return hands.now;
  }

  void pass(Duration time) {
    hands.now = hands.now.plus(time);
  }

  static TableId id(String table) {
    return new TableId(DATABASE, "dbo", table);
  }

  SqlServerConnection connection() {
    return as(server.user(), server.password());
  }

  SqlServerConnection as(String user, String password) {
    return new SqlServerConnection(
        server.host(),
        server.port(),
        SqlServerLogin.sql(user, password),
        SqlServerTls.DISABLED,
        false);
  }

  SqlServerReader reader() {
    return new SqlServerReader(connection(), List.of(DATABASE));
  }

  void execute(String sql) {
    try (Connection connection = connection().open();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** Ends it, and checks that it was asked nothing that it does not imitate. */
  @Override
  public void close() {
    server.close();
    assertThat(server.unhandled()).isEmpty();
  }
}
