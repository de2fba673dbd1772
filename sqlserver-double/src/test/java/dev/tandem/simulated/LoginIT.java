/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Who is let in, and through which wire. */
class LoginIT {
  @RegisterExtension final FreshDouble fresh = new FreshDouble();

  @TempDir static Path folder;
  private static Certificates certificates;

  @BeforeAll
  static void makeCertificates() throws IOException, InterruptedException {
    certificates = new Certificates(folder);
    certificates.make("server");
    certificates.make("stranger");
  }

  private static String answer(String url, String user, String password) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, user, password);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT v FROM dbo.t")) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }

  private static SQLException refusal(String url, String user, String password) {
    return catchThrowableOfType(SQLException.class, () -> answer(url, user, password));
  }

  @Test
  void shouldLetNobodyInWithAnotherPassword() {
    SqlServerDouble server = fresh.server();
    fresh.db();
    String url = server.jdbcUrl("testDB");
    assertThat(refusal(url, server.user(), "wrong").getErrorCode()).isEqualTo(18456);
    assertThat(refusal(url, "nobody", server.password()).getErrorCode()).isEqualTo(18456);
    assertThat(refusal(server.jdbcUrl("noDB"), server.user(), server.password()).getErrorCode())
        .isEqualTo(4060);
  }

  @Test
  void shouldTellADriverThatWantsTlsThatThereIsNone() {
    SqlServerDouble server = fresh.server();
    String url = server.jdbcUrl("").replace("encrypt=false", "encrypt=true");
    assertThat(refusal(url, server.user(), server.password()).getMessage())
        .contains("not configured to support SSL");
  }

  @Test
  void shouldEncrypt() throws Exception {
    String longText = "ü".repeat(100_000);
    try (SqlServerDouble server = SqlServerDouble.start(withTls())) {
      // Given
      Db db = server.database("testDB");
      db.table("t").column("v", "nvarchar(max)").create();
      db.insert("t", longText);
      String url = server.jdbcUrl("testDB");
      String trusting = ";trustStorePassword=" + Certificates.PASSWORD + ";trustStore=";

      // When
      String trusted = url + trusting + certificates.trustStore("server");
      String untrusted = url + trusting + certificates.trustStore("stranger");
      String blind = url + ";trustServerCertificate=true";
      String plain = url.replace("encrypt=true", "encrypt=false");

      // Then
      assertThat(answer(trusted, server.user(), server.password())).isEqualTo(longText);
      assertThat(refusal(untrusted, server.user(), server.password()).getMessage())
          .contains("Secure Sockets Layer");
      assertThat(answer(blind, server.user(), server.password())).isEqualTo(longText);
      assertThat(answer(plain, server.user(), server.password())).isEqualTo(longText);
    }
  }

  @Test
  void shouldLetTheConnectorInThroughTls(@TempDir Path state) throws Exception {
    try (SqlServerDouble server = SqlServerDouble.start(withTls())) {
      // Given
      Db db = server.database("testDB");
      db.table("t").column("id", "int").pk("id").create();
      db.insert("t", 1);
      db.enableCdc("t");
      Map<String, String> tls =
          Map.of(
              "driver.encrypt",
              "true",
              "driver.trustStore",
              certificates.trustStore("server").toString(),
              "driver.trustStorePassword",
              Certificates.PASSWORD);

      // When
      try (Debezium debezium = Debezium.start(server, state, "testDB", tls)) {
        debezium.awaitChanges(1);
        db.insert("t", 2);

        // Then
        assertThat(debezium.awaitChanges(2).get(1).op()).isEqualTo("c");
      }
      assertThat(server.unhandled()).isEmpty();
    }
  }

  private static Settings withTls() throws IOException, GeneralSecurityException {
    return Settings.usual().withTls(certificates.serverContext("server"));
  }
}
