/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tandem.model.error.TandemException;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.TableId;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MySqlFailureIT {
  private static final String SECRET = "s3cr3t-canary";

  @TempDir static Path folder;
  @AutoClose private static TestMySql mysql;

  @BeforeAll
  static void start() {
    mysql = TestMySql.start(folder);
    mysql.execute(
        "CREATE DATABASE failing",
        "CREATE TABLE failing.t (id INT PRIMARY KEY)",
        "CREATE USER nobody IDENTIFIED BY '" + SECRET + "'");
  }

  @Test
  void tellsAWrongPassword() {
    // When
    TandemException failure = connecting(mysql.as("nobody", SECRET + "?"));
    // Then
    assertThat(failure.code()).isEqualTo(MySqlCode.DENIED);
    assertThat(failure).hasMessageContaining("nobody").hasMessageNotContainingAny(SECRET);
  }

  @Test
  void tellsAnUnknownHost() {
    // When
    TandemException failure =
        connecting(
            new MySqlConnection("no-such-host.invalid", 3306, "u", SECRET, MySqlTls.DISABLED));
    // Then
    assertThat(failure.code()).isEqualTo(MySqlCode.UNREACHABLE);
    assertThat(failure).hasMessageContaining("no such host").hasMessageNotContaining(SECRET);
  }

  @Test
  void tellsThatNobodyListens() throws IOException {
    // Given
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    // When
    TandemException failure =
        connecting(new MySqlConnection("127.0.0.1", port, "u", SECRET, MySqlTls.DISABLED));
    // Then
    assertThat(failure.code()).isEqualTo(MySqlCode.UNREACHABLE);
    assertThat(failure).hasMessageContaining("127.0.0.1:" + port).hasMessageContaining("refused");
  }

  @Test
  void tellsACertificateThatIsNotTrusted() {
    // When
    TandemException failure = connecting(mysql.asRoot(MySqlTls.VERIFY_IDENTITY));
    // Then
    assertThat(failure.code()).isEqualTo(MySqlCode.TLS);
  }

  @Test
  void tellsAForbiddenTable() {
    // Given
    SourceTable table;
    try (MySqlReader root = new MySqlReader(mysql.asRoot())) {
      table = root.table(TableId.of("failing", "t"));
    }
    // When
    TandemException failure;
    try (MySqlReader reader = new MySqlReader(mysql.as("nobody", SECRET))) {
      failure = catchThrowableOfType(TandemException.class, () -> reader.scan(table, row -> {}));
    }
    // Then
    assertThat(failure.code()).isEqualTo(MySqlCode.DENIED);
    assertThat(failure).hasMessageContaining("failing.t");
  }

  @Test
  void showsNoPassword() {
    // When
    MySqlConnection connection =
        new MySqlConnection(
            "h",
            1,
            "u",
            SECRET,
            new MySqlTls(
                MySqlTls.Mode.VERIFY_CA,
                java.util.Optional.of(
                    new MySqlTls.Store(Path.of("f"), java.util.Optional.of(SECRET))),
                java.util.Optional.empty()));
    // Then
    assertThat(List.of(connection.toString(), connection.tls().toString()))
        .noneMatch(text -> text.contains(SECRET));
  }

  private static TandemException connecting(MySqlConnection connection) {
    return catchThrowableOfType(TandemException.class, () -> connection.open().close());
  }
}
