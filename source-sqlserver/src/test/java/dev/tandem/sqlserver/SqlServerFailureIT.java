/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver;

import static dev.tandem.sqlserver.TestSqlServer.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tandem.model.error.TandemException;
import dev.tandem.model.source.SourceTable;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlServerFailureIT {
  private static final String SECRET = "s3cr3t-canary";

  @AutoClose private final TestSqlServer sqlServer = new TestSqlServer();

  @Test
  void shouldTellAWrongPassword() {
    // When
    TandemException failure = connecting(sqlServer.as(sqlServer.server().user(), SECRET));
    // Then
    assertThat(failure.code()).isEqualTo(SqlServerCode.DENIED);
    assertThat(failure)
        .hasMessageContaining(sqlServer.server().user())
        .hasMessageNotContaining(SECRET);
  }

  @Test
  void shouldTellAnUnknownHost() {
    // When
    TandemException failure = connecting(server("no-such-host.invalid", 1433, SqlServerTls.VERIFY));
    // Then
    assertThat(failure.code()).isEqualTo(SqlServerCode.UNREACHABLE);
    assertThat(failure)
        .hasMessageContaining("as u: no-such-host.invalid: ")
        .hasMessageNotContaining(SECRET);
  }

  @Test
  void shouldTellThatNobodyListens() throws IOException {
    // Given
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    // When
    TandemException failure = connecting(server("127.0.0.1", port, SqlServerTls.DISABLED));
    // Then
    assertThat(failure.code()).isEqualTo(SqlServerCode.UNREACHABLE);
    assertThat(failure).hasMessageContaining("127.0.0.1:" + port).hasMessageContaining("refused");
  }

  @Test
  void shouldTellThatAServerDoesNotEncrypt() {
    // When
    TandemException failure =
        connecting(server("127.0.0.1", sqlServer.server().port(), SqlServerTls.VERIFY));
    // Then
    assertThat(failure.code()).isEqualTo(SqlServerCode.TLS);
  }

  @Test
  void shouldTellACertificateThatIsNotTrusted(@TempDir Path folder) throws Exception {
    // Given
    TestCertificate certificate = TestCertificate.make(folder);
    try (TestSqlServer encrypting = new TestSqlServer(certificate.context())) {
      int port = encrypting.server().port();
      String user = encrypting.server().user();
      String password = encrypting.server().password();
      SqlServerLogin login = SqlServerLogin.sql(user, password);
      // When
      TandemException failure =
          connecting(new SqlServerConnection("127.0.0.1", port, login, SqlServerTls.VERIFY, false));
      // Then
      assertThat(failure.code()).isEqualTo(SqlServerCode.TLS);
      assertThat(failure).hasMessageNotContaining(password);
      assertThat(
              new SqlServerConnection("127.0.0.1", port, login, certificate.trusted(), false)
                  .open())
          .satisfies(open -> assertThat(open.isValid(5)).isTrue())
          .satisfies(java.sql.Connection::close);
    }
  }

  @Test
  void shouldTellAForbiddenTable() {
    // Given
    sqlServer.db().table("t").column("k", "int").create();
    try (SqlServerReader reader = sqlServer.reader()) {
      SourceTable table = reader.table(id("t"));
      sqlServer.server().failNext(Pattern.compile("\\[t]"), 229);
      // When
      TandemException failure =
          catchThrowableOfType(TandemException.class, () -> reader.scan(table, row -> {}));
      // Then
      assertThat(failure.code()).isEqualTo(SqlServerCode.DENIED);
      assertThat(failure).hasMessageContaining("shop.dbo.t");
    }
  }

  @Test
  void shouldShowNoPassword() {
    // When
    SqlServerConnection connection =
        server(
            "h",
            1,
            new SqlServerTls(
                SqlServerTls.Mode.VERIFY,
                Optional.of(new SqlServerTls.Store(Path.of("f"), Optional.of(SECRET))),
                Optional.empty()));
    // Then
    assertThat(List.of(connection.toString(), connection.tls().toString()))
        .noneMatch(text -> text.contains(SECRET));
  }

  private static SqlServerConnection server(String host, int port, SqlServerTls tls) {
    return new SqlServerConnection(host, port, SqlServerLogin.sql("u", SECRET), tls, false);
  }

  private static TandemException connecting(SqlServerConnection connection) {
    return catchThrowableOfType(TandemException.class, () -> connection.open().close());
  }
}
