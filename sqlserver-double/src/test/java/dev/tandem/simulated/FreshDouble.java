/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A double for each test, which must end with nothing unhandled and no thread left. */
final class FreshDouble implements BeforeEachCallback, AfterEachCallback {
  private @Nullable SqlServerDouble started;

  @Override
  public void beforeEach(ExtensionContext context) {
    started = SqlServerDouble.start();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    SqlServerDouble server = server();
    server.close();
    assertThat(server.unhandled()).isEmpty();
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .noneMatch(name -> name.startsWith("sqlserver-double"));
  }

  SqlServerDouble server() {
    return Objects.requireNonNull(started);
  }

  Db db() {
    return server().database("testDB");
  }

  /** A connection into {@link #db()}. */
  Connection connect() throws SQLException {
    db();
    SqlServerDouble server = server();
    return DriverManager.getConnection(
        server.jdbcUrl("testDB") + ";sendTimeAsDatetime=false", server.user(), server.password());
  }
}
