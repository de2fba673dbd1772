/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import dev.tandem.config.key.Fields;
import dev.tandem.config.key.Key;
import dev.tandem.config.problem.ConfigCode;
import dev.tandem.config.problem.Place;
import dev.tandem.config.problem.Problems;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A secret may stand in the file only when its server is on this machine: a first try needs no
 * ceremony, and whatever leaves the machine cannot have been committed with the file.
 */
final class SecretCheck {
  private final Problems problems;

  SecretCheck(Problems problems) {
    this.problems = problems;
  }

  void check(Fields root) {
    root.find(RootKeys.SOURCE).ifPresent(this::source);
    root.find(RootKeys.KAFKA).ifPresent(this::kafka);
    root.find(RootKeys.MASKING_KEY)
        .filter(key -> key.reference().isEmpty())
        .ifPresent(
            key ->
                problems.add(
                    ConfigCode.SECRET,
                    root.place(RootKeys.MASKING_KEY),
                    "whoever can read the file could undo the masking",
                    "write \"${MASKING_KEY}\" or \"${file:/run/secrets/...}\" instead"));
    Optional<Fields> targets = root.find(RootKeys.TARGETS);
    targets.flatMap(target -> target.find(TargetKeys.POSTGRES)).ifPresent(this::postgres);
    targets.flatMap(target -> target.find(TargetKeys.DYNAMO)).ifPresent(this::dynamo);
  }

  private void source(Fields source) {
    source.find(MySqlKeys.MYSQL).ifPresent(this::mysql);
    source.find(SqlServerKeys.SQL_SERVER).ifPresent(this::sqlServer);
  }

  private void mysql(Fields mysql) {
    if (isElsewhere(mysql.find(SourceKeys.HOST).map(List::of))) {
      refuse(mysql, MySqlKeys.PASSWORD);
      mysql
          .find(MySqlKeys.TLS)
          .ifPresent(
              tls -> {
                refuse(tls, MySqlKeys.TRUSTSTORE_PASSWORD);
                refuse(tls, MySqlKeys.KEYSTORE_PASSWORD);
              });
    }
  }

  private void sqlServer(Fields server) {
    if (isElsewhere(server.find(SourceKeys.HOST).map(List::of))) {
      refuse(server, SqlServerKeys.PASSWORD);
      server
          .find(SqlServerKeys.TLS)
          .ifPresent(tls -> refuse(tls, SqlServerKeys.TRUSTSTORE_PASSWORD));
    }
  }

  private void postgres(Fields postgres) {
    if (isElsewhere(postgres.find(TargetKeys.URL).map(Forms::postgresHosts))) {
      refuse(postgres, TargetKeys.PASSWORD);
    }
  }

  private void dynamo(Fields dynamo) {
    boolean aws = !dynamo.isGiven(TargetKeys.ENDPOINT);
    if (aws || isElsewhere(dynamo.find(TargetKeys.ENDPOINT).map(URI::getHost).map(List::of))) {
      refuse(dynamo, TargetKeys.ACCESS_KEY);
      refuse(dynamo, TargetKeys.SECRET_KEY);
    }
  }

  private void kafka(Fields kafka) {
    if (isElsewhere(kafka.find(KafkaKeys.BOOTSTRAP).map(Hosts::of))) {
      kafka
          .find(KafkaKeys.PROPERTIES)
          .orElse(Map.of())
          .forEach(
              (name, value) -> {
                if (KafkaProperties.holdsSecret(name)) {
                  refuse(value.value(), value.place(), "KAFKA_PASSWORD");
                }
              });
    }
  }

  /** Not so for hosts that could not be read: nothing follows from them. */
  private static boolean isElsewhere(Optional<List<String>> hosts) {
    return hosts.isPresent() && !hosts.get().stream().allMatch(Hosts::isThisMachine);
  }

  private void refuse(Fields section, Key<Secret> key) {
    String path = section.place().path();
    String server = path.substring(path.lastIndexOf('.') + 1);
    String variable = (server + '_' + key.name()).toUpperCase(Locale.ROOT);
    section.find(key).ifPresent(secret -> refuse(secret, section.place(key), variable));
  }

  private void refuse(Secret secret, Place place, String variable) {
    if (secret.reference().isEmpty()) {
      problems.add(
          ConfigCode.SECRET,
          place,
          "a secret of a server elsewhere stands in the file",
          "write \"${" + variable + "}\" or \"${file:/run/secrets/...}\" instead");
    }
  }
}
