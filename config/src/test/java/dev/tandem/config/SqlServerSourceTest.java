/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A SQL Server as the source, in files that are clean and files that are not. */
class SqlServerSourceTest {
  private static final String SHORTEST =
      """
      name: loans
      source:
        sqlserver: {host: localhost, user: sa, password: x, databases: [loans, audit]}
      domains:
        sales:
          entities:
            order: {from: loans.Orders, to: {postgres: {}}}
      """;

  @TempDir Path directory;

  @Test
  void shouldHaveADefaultForWhatIsLeftOut() {
    assertThat(new ConfigFile(directory, SHORTEST).config().source())
        .isEqualTo(
            new SqlServerSource(
                "localhost",
                1433,
                new SqlServerLogin(
                    SqlServerLogin.Kind.SQL,
                    "sa",
                    new Secret("x", Optional.empty()),
                    Optional.empty()),
                new SqlServerTls(SqlServerTls.Mode.DISABLED, Optional.empty(), Optional.empty()),
                false,
                List.of("loans", "audit"),
                Optional.empty()));
  }

  @Test
  void shouldReadEveryKey() throws IOException {
    Files.writeString(directory.resolve("ca.p12"), "");
    ConfigFile file =
        new ConfigFile(directory, SHORTEST)
            .with(
                "{host: localhost, user: sa, password: x, databases: [loans, audit]}",
                """
                {host: db.internal, port: 14330, login: ntlm, domain: CORP, user: tandem,
                  password: "${WORD}", databases: [loans], read_only_replica: true,
                  tls: {mode: verify, truststore: ca.p12, truststore_password: "${WORD}",
                    host_name: db.corp.internal}}""");
    Secret secret = new Secret("sesame", Optional.of("${WORD}"));
    Path truststore = directory.resolve("ca.p12").toAbsolutePath();
    assertThat(file.config().source())
        .isEqualTo(
            new SqlServerSource(
                "db.internal",
                14330,
                new SqlServerLogin(SqlServerLogin.Kind.NTLM, "tandem", secret, Optional.of("CORP")),
                new SqlServerTls(
                    SqlServerTls.Mode.VERIFY,
                    Optional.of(new KeyStoreFile(truststore, Optional.of(secret))),
                    Optional.of("db.corp.internal")),
                true,
                List.of("loans"),
                Optional.empty()));
    assertThat(file.config().toString()).doesNotContain("sesame");
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, DISABLED",
    "'\"[::1]\"', DISABLED",
    "db.internal, VERIFY",
    "localhost.evil.example, VERIFY"
  })
  void shouldSpeakEncryptedToAServerElsewhere(String host, SqlServerTls.Mode mode) {
    ConfigFile file =
        new ConfigFile(directory, SHORTEST)
            .with("host: localhost", "host: " + host)
            .with("password: x", "password: \"${WORD}\"");
    assertThat(((SqlServerSource) file.config().source()).tls().mode()).isEqualTo(mode);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "host: localhost | host: 'localhost\\SQLEXPRESS' | 3:21 TD-CFG-BAD-VALUE"
            + " source.sqlserver.host: 'localhost\\SQLEXPRESS' names an instance; write the host"
            + " alone, and the port that the instance listens on as port:",
        "host: localhost | host: 'db,1433' | 3:21 TD-CFG-BAD-VALUE source.sqlserver.host: 'db,1433'"
            + " holds a port; write the host alone, and the port as port:",
        "user: sa | user: sa, login: windows | 3:49 TD-CFG-BAD-VALUE source.sqlserver.login:"
            + " 'windows' is none of sql, ntlm, kerberos; write one of them",
        "user: sa | user: sa, domain: CORP | 3:42 TD-CFG-CONFLICT source.sqlserver.domain: only a"
            + " login over ntlm has a domain; add login: ntlm, or remove the domain",
        "user: sa | user: sa, login: kerberos, domain: CORP | 3:59 TD-CFG-CONFLICT"
            + " source.sqlserver.domain: only a login over ntlm has a domain; add login: ntlm, or"
            + " remove the domain",
        "[loans, | [loans, Master, | 3:74 TD-CFG-BAD-VALUE source.sqlserver.databases[1]: 'Master'"
            + " is a database of SQL Server itself; name those that hold your tables",
        "[loans, | [loans, a.b, | 3:74 TD-CFG-BAD-VALUE source.sqlserver.databases[1]: 'a.b' is no"
            + " name in SQL Server; write 1 to 128 characters, without a dot or a blank at the end",
        "user: sa | user: sa, tls: {mode: required, truststore: tandem.yaml} | 3:64 TD-CFG-CONFLICT"
            + " source.sqlserver.tls.truststore: in this mode no certificate is checked, so the"
            + " truststore has no effect; add mode: verify, or remove the truststore",
        "user: sa | user: sa, tls: {host_name: db.corp.internal} | 3:48 TD-CFG-CONFLICT"
            + " source.sqlserver.tls.host_name: in this mode no certificate is checked, so the"
            + " host_name has no effect; add mode: verify, or remove the host_name",
        "user: sa | user: sa, tls: {mode: verify, truststore_password: x} | 3:62 TD-CFG-CONFLICT"
            + " source.sqlserver.tls.truststore_password: there is no truststore that it could open;"
            + " add truststore:, or remove the password",
        "user: sa | user: sa, tls: {mode: verify, truststore: none.p12} | 3:62 TD-CFG-BAD-VALUE"
            + " source.sqlserver.tls.truststore: there is no readable file none.p12; correct the"
            + " path, which starts at this file's directory",
        "user: sa | user: sa, tls: {mode: verify-full} | 3:54 TD-CFG-BAD-VALUE"
            + " source.sqlserver.tls.mode: 'verify-full' is none of disabled, required, verify; did"
            + " you mean 'verify'?",
        "host: localhost | host: db.internal | 3:44 TD-CFG-SECRET source.sqlserver.password: a"
            + " secret of a server elsewhere stands in the file; write \"${SQLSERVER_PASSWORD}\" or"
            + " \"${file:/run/secrets/...}\" instead",
        "user: sa | user: sa, on_truncate: stop | 3:42 TD-CFG-UNKNOWN-KEY"
            + " source.sqlserver.on_truncate: no such key here; the keys here are host, port, login,"
            + " domain, user, password, databases, read_only_replica, tls, heartbeat",
      })
  void shouldTellOneMistakeInTheServerAsOneProblem(String clean, String mistaken, String problem) {
    ConfigFile file = new ConfigFile(directory, SHORTEST).with(clean, mistaken);
    assertThat(file.problems()).containsExactly("tandem.yaml:" + problem);
  }

  @Test
  void shouldTakeOneSourceOnly() {
    ConfigFile both =
        new ConfigFile(directory, SHORTEST)
            .with(
                "source:\n",
                "source:\n  mysql: {host: localhost, user: root, password: x, databases: [shop]}\n");
    assertThat(both.problems())
        .containsExactly(
            "tandem.yaml:4:3 TD-CFG-CONFLICT source.sqlserver: there is mysql beside it, and only"
                + " one of them may be here; keep one of the two");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}"})
  void shouldAskForASource(String nothing) {
    String text = SHORTEST.replaceFirst("source:\\R.*", "source: " + nothing);
    assertThat(new ConfigFile(directory, text).problems())
        .containsExactly(
            "tandem.yaml:2:1 TD-CFG-MISSING-KEY source: one of the keys mysql, sqlserver is missing;"
                + " add the one that holds, and its keys");
  }

  @Test
  void shouldNotMissASourceThatIsMisspelt() {
    ConfigFile file = new ConfigFile(directory, SHORTEST).with("sqlserver:", "sql_server:");
    assertThat(file.problems())
        .containsExactly(
            "tandem.yaml:3:3 TD-CFG-UNKNOWN-KEY source.sql_server: no such key here; did you mean"
                + " 'sqlserver'?");
  }
}
