/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import dev.tandem.config.key.Fields;
import dev.tandem.config.key.Key;
import dev.tandem.config.problem.ConfigCode;
import dev.tandem.config.problem.Problems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/** How the keys that say how to reach the source go together. */
final class ServerCheck {
  private final Path directory;
  private final Problems problems;

  ServerCheck(Path directory, Problems problems) {
    this.directory = directory;
    this.problems = problems;
  }

  void check(SourceDraft source) {
    switch (source.product()) {
      case MYSQL -> checkMySql(source.fields());
      case SQL_SERVER -> checkSqlServer(source.fields());
    }
  }

  private void checkMySql(Fields mysql) {
    Optional<Fields> given = mysql.find(MySqlKeys.TLS);
    if (given.isEmpty()) {
      return;
    }
    Fields tls = given.get();
    checkStore(tls, MySqlKeys.TRUSTSTORE, MySqlKeys.TRUSTSTORE_PASSWORD);
    checkStore(tls, MySqlKeys.KEYSTORE, MySqlKeys.KEYSTORE_PASSWORD);
    Optional<MySqlTls.Mode> mode = mode(tls, MySqlKeys.MODE, mysql, MySqlTls.Mode::leftOut);
    if (mode.filter(asked -> !asked.checksCertificate()).isPresent()) {
      refuseUnused(tls, MySqlKeys.TRUSTSTORE, "verify_identity or verify_ca");
    }
  }

  private void checkSqlServer(Fields server) {
    checkLogin(server);
    Optional<Fields> given = server.find(SqlServerKeys.TLS);
    if (given.isEmpty()) {
      return;
    }
    Fields tls = given.get();
    checkStore(tls, SqlServerKeys.TRUSTSTORE, SqlServerKeys.TRUSTSTORE_PASSWORD);
    Optional<SqlServerTls.Mode> mode =
        mode(tls, SqlServerKeys.MODE, server, SqlServerTls.Mode::leftOut);
    if (mode.filter(asked -> !asked.checksCertificate()).isPresent()) {
      refuseUnused(tls, SqlServerKeys.TRUSTSTORE, "verify");
      refuseUnused(tls, SqlServerKeys.HOST_NAME, "verify");
    }
  }

  private void checkLogin(Fields server) {
    boolean other =
        server.find(SqlServerKeys.LOGIN).stream()
            .anyMatch(kind -> kind != SqlServerLogin.Kind.NTLM);
    if (server.isGiven(SqlServerKeys.DOMAIN) && other && !server.hasUnknownKeys()) {
      problems.add(
          ConfigCode.CONFLICT,
          server.place(SqlServerKeys.DOMAIN),
          "only a login over ntlm has a domain",
          "add login: ntlm, or remove the domain");
    }
  }

  /** The mode given or left out; empty when it is not clear. */
  private static <M> Optional<M> mode(
      Fields tls, Key<M> key, Fields server, Function<String, M> leftOut) {
    return tls.isGiven(key)
        ? tls.find(key)
        : server.find(SourceKeys.HOST).map(leftOut).filter(mode -> !tls.hasUnknownKeys());
  }

  private void refuseUnused(Fields tls, Key<?> key, String modes) {
    if (tls.isGiven(key)) {
      problems.add(
          ConfigCode.CONFLICT,
          tls.place(key),
          "in this mode no certificate is checked, so the " + key.name() + " has no effect",
          "add mode: " + modes + ", or remove the " + key.name());
    }
  }

  private void checkStore(Fields tls, Key<Path> file, Key<Secret> password) {
    if (tls.isGiven(password) && !tls.isGiven(file) && !tls.hasUnknownKeys()) {
      problems.add(
          ConfigCode.CONFLICT,
          tls.place(password),
          "there is no " + file.name() + " that it could open",
          "add " + file.name() + ":, or remove the password");
    }
    tls.find(file)
        .filter(path -> !Files.isReadable(directory.resolve(path)))
        .ifPresent(
            path ->
                problems.add(
                    ConfigCode.BAD_VALUE,
                    tls.place(file),
                    "there is no readable file " + path,
                    "correct the path, which starts at this file's directory"));
  }
}
