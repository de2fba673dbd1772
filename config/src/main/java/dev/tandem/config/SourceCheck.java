/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import dev.tandem.config.key.Fields;
import dev.tandem.config.key.Key;
import dev.tandem.config.key.Located;
import dev.tandem.config.problem.ConfigCode;
import dev.tandem.config.problem.Problems;
import dev.tandem.config.problem.Spelling;
import dev.tandem.model.mapping.TablePattern;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What entities take from the source, and how the source's keys go together. */
final class SourceCheck {
  private final Path directory;
  private final Problems problems;

  SourceCheck(Path directory, Problems problems) {
    this.directory = directory;
    this.problems = problems;
  }

  void check(Fields mysql, List<EntityDraft> entities) {
    mysql
        .find(SourceKeys.DATABASES)
        .ifPresent(databases -> entities.forEach(entity -> checkDatabase(entity, databases)));
    mysql.find(SourceKeys.TLS).ifPresent(tls -> checkTls(tls, mysql.find(SourceKeys.HOST)));
  }

  private void checkDatabase(EntityDraft entity, List<Located<String>> databases) {
    Set<String> names = new LinkedHashSet<>();
    databases.forEach(database -> names.add(database.value()));
    for (Located<TablePattern> table : entity.from()) {
      String from = table.value().database();
      boolean open = table.value().isOfDatabases();
      if (open ? table.value().in(names).isEmpty() : !names.contains(from)) {
        problems.add(
            ConfigCode.DATABASE,
            table.place(),
            open
                ? "no captured database matches " + from
                : "the database " + from + " is not captured",
            Spelling.nearest(from, names)
                .map(name -> "did you mean '" + name + "'?")
                .orElse("add it to source.mysql.databases"));
      }
    }
  }

  private void checkTls(Fields tls, Optional<String> host) {
    checkStore(tls, SourceKeys.TRUSTSTORE, SourceKeys.TRUSTSTORE_PASSWORD);
    checkStore(tls, SourceKeys.KEYSTORE, SourceKeys.KEYSTORE_PASSWORD);
    Optional<MySqlTls.Mode> mode =
        tls.isGiven(SourceKeys.MODE)
            ? tls.find(SourceKeys.MODE)
            : host.map(MySqlTls.Mode::leftOut).filter(leftOut -> !tls.hasUnknownKeys());
    if (tls.isGiven(SourceKeys.TRUSTSTORE) && mode.isPresent() && !mode.get().checksCertificate()) {
      problems.add(
          ConfigCode.CONFLICT,
          tls.place(SourceKeys.TRUSTSTORE),
          "in this mode no certificate is checked, so the truststore has no effect",
          "add mode: verify_identity or verify_ca, or remove the truststore");
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
