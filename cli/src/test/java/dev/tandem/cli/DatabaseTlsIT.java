/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.local.KafkaSettings;
import dev.tandem.local.PostgresSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** MySQL and PostgreSQL that encrypt, and show certificates for 127.0.0.1. */
class DatabaseTlsIT {
  private static final int PROBLEMS = 2;

  @TempDir static Path serverFolder;
  @AutoClose private static ShopServers shop;
  private static Certificates certificates;

  @TempDir Path folder;

  @BeforeAll
  static void startServers() throws SQLException, IOException {
    certificates =
        new Certificates(Files.createDirectory(serverFolder.resolve("certificates")))
            .make("server", "ip:127.0.0.1")
            .make("stranger", "ip:127.0.0.1");
    List<String> encrypting =
        List.of(
            "--ssl",
            "--ssl-cert=" + certificates.certificatePem("server"),
            "--ssl-key=" + certificates.keyPem("server"));
    shop =
        ShopServers.start(serverFolder, KafkaSettings.plain(), encrypting, PostgresSettings.fast());
  }

  private static void encryptPostgres() throws IOException, SQLException {
    Path data = serverFolder.resolve("postgres/data");
    own(Files.copy(certificates.certificatePem("server"), data.resolve("server.crt")), data);
    own(Files.copy(certificates.keyPem("server"), data.resolve("server.key")), data);
    shop.atPostgres("ALTER SYSTEM SET ssl = on");
    shop.atPostgres("SELECT pg_reload_conf()");
  }

  /** The server reads its key only if it is its own and nobody else can. */
  private static void own(Path file, Path data) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    Files.setOwner(file, Files.getOwner(data));
  }

  private CommandRun check(String mySqlHost, String trusted, String postgresHost, String authority)
      throws IOException {
    Path file = shop.file().in(folder);
    String postgres =
        shop.each().postgres().jdbcUrl().replace("127.0.0.1", postgresHost)
            + "?sslmode=verify-full&sslrootcert="
            + certificates.certificatePem(authority);
    String tls =
        ", tls: {mode: verify_identity, truststore: \"%s\", truststore_password: %s}"
            .formatted(certificates.trustStore(trusted), Certificates.PASSWORD);
    Files.writeString(
        file,
        Files.readString(file)
            .replace("host: 127.0.0.1", "host: " + mySqlHost)
            .replace("databases: [shop]", "databases: [shop]" + tls)
            .replace(shop.each().postgres().jdbcUrl(), postgres));
    return CommandRun.of(folder, shop.environment(), "check", "-f", file.toString());
  }

  @Test
  void shouldEncryptAndTellWhomItDoesNotTrust() throws Exception {
    CommandRun plain = check("127.0.0.1", "server", "127.0.0.1", "server");
    plain.failedInSentences(PROBLEMS);
    assertThat(plain.problems()).hasSize(1);
    assertThat(plain.problem("TD-PG-TLS")).contains("does not support SSL", "sslrootcert");

    encryptPostgres();
    assertThat(check("127.0.0.1", "server", "127.0.0.1", "server").out())
        .hasSize(5)
        .allMatch(line -> line.endsWith(" ok"));

    CommandRun strangers = check("127.0.0.1", "stranger", "127.0.0.1", "stranger");
    strangers.failedInSentences(PROBLEMS);
    assertThat(strangers.problem("TD-MYS-TLS")).contains("certificate is trusted");
    assertThat(strangers.problem("TD-PG-TLS")).contains("sslrootcert");

    CommandRun others = check("localhost", "server", "localhost", "server");
    others.failedInSentences(PROBLEMS);
    assertThat(others.problem("TD-MYS-TLS")).contains("certificate is trusted");
    assertThat(others.problem("TD-PG-TLS")).contains("localhost", "targets.postgres.url");
  }
}
