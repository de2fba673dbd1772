/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One mistake in how a server is reached is one problem, at the place where it is mended. */
class ServerProblemsTest {
  @TempDir Path directory;

  @ParameterizedTest(name = "{1}")
  @MethodSource({"source", "kafka", "targets", "metrics"})
  void oneMistakeIsOneProblem(String clean, String mistaken, String problem) {
    // Given
    ConfigFile file = new ConfigFile(directory).with(clean, mistaken);

    // When
    List<String> problems = file.problems();

    // Then
    assertThat(problems).containsExactly("tandem.yaml:" + problem);
  }

  static Stream<Arguments> metrics() {
    String clean = "kafka:\n";
    return Stream.of(
        arguments(
            clean,
            "metrics: {cloudwatch: {region: r1, namespace: AWS/RDS}}\n" + clean,
            "10:47 TD-CFG-BAD-VALUE metrics.cloudwatch.namespace: 'AWS/RDS' is not a namespace of"
                + " CloudWatch; write letters, digits and . - _ / # : only; those of AWS/ are"
                + " Amazon's own"),
        arguments(
            clean,
            "metrics: {cloudwatch: {region: r1, every: 1s}}\n" + clean,
            "10:43 TD-CFG-BAD-VALUE metrics.cloudwatch.every: '1s' is out of range; write 10s to"
                + " 3600s"),
        arguments(
            clean,
            "metrics: {cloudwatch: {every: 1m}}\n" + clean,
            "10:11 TD-CFG-MISSING-KEY metrics.cloudwatch.region: this key is missing; add it, for"
                + " example region: eu-central-1"));
  }

  static Stream<Arguments> source() {
    return Stream.of(
        arguments(
            "name: loans",
            "name: \"a\\e[31m b\"",
            "1:7 TD-CFG-BAD-VALUE name: 'a?[31m b' is not a pipeline name; write at most 100"
                + " lower-case letters, digits, _ and -, beginning with a letter"),
        arguments(
            "revision: 1",
            "revision: 256",
            "2:11 TD-CFG-BAD-VALUE revision: '256' is out of range; write a number from 0 to 255"),
        arguments(
            "port: 3306",
            "port: 0x1F",
            "6:11 TD-CFG-BAD-VALUE source.mysql.port: '0x1F' is no whole number; write a number"
                + " from 1 to 65535"),
        arguments(
            "host: db.internal",
            "host: db:3306",
            "5:11 TD-CFG-BAD-VALUE source.mysql.host: 'db:3306' holds a port; write the host alone,"
                + " and the port as port:"),
        arguments(
            "host: db.internal",
            "host: fe80::1",
            "5:11 TD-CFG-BAD-VALUE source.mysql.host: 'fe80::1' is an IPv6 address; write it in"
                + " brackets"),
        arguments(
            "host: db.internal",
            "host: mysql://db",
            "5:11 TD-CFG-BAD-VALUE source.mysql.host: 'mysql://db' is no host; write its name or"
                + " address alone"),
        arguments(
            "port: 3306",
            "port: ${WORD}",
            "6:11 TD-CFG-BAD-VALUE source.mysql.port: the value of ${WORD} is no whole number;"
                + " write a number from 1 to 65535"),
        arguments(
            "${MYSQL_PASSWORD}",
            "${ABSENT}",
            "8:15 TD-CFG-REFERENCE source.mysql.password: the environment variable ABSENT is not"
                + " set; set it before starting: export ABSENT=..."),
        arguments(
            "[loans]",
            "[loans, loans]",
            "9:24 TD-CFG-BAD-VALUE source.mysql.databases[1]: this is listed twice; remove one of"
                + " the two"),
        arguments(
            "[loans]",
            "[]",
            "9:16 TD-CFG-BAD-VALUE source.mysql.databases: the list is empty; write at least a"
                + " database name"),
        arguments(
            "[loans]",
            "[loans, mysql]",
            "9:24 TD-CFG-BAD-VALUE source.mysql.databases[1]: 'mysql' is a database of MySQL"
                + " itself; name those that hold your tables"),
        arguments(
            "[loans]",
            "[loans, a.b]",
            "9:24 TD-CFG-BAD-VALUE source.mysql.databases[1]: 'a.b' is no name in MySQL; write 1 to"
                + " 64 characters, without a dot or a blank at the end"),
        arguments(
            "[loans]",
            "[loans]\n    tls: {mode: verify-ca}",
            "10:17 TD-CFG-BAD-VALUE source.mysql.tls.mode: 'verify-ca' is none of disabled,"
                + " required, verify_ca, verify_identity; did you mean 'verify_ca'?"),
        arguments(
            "[loans]",
            "[loans]\n    tls: {mode: verify_ca, truststore: none.p12}",
            "10:28 TD-CFG-BAD-VALUE source.mysql.tls.truststore: there is no readable file"
                + " none.p12; correct the path, which starts at this file's directory"),
        arguments(
            "[loans]",
            "[loans]\n    tls: {mode: required, truststore: tandem.yaml}",
            "10:27 TD-CFG-CONFLICT source.mysql.tls.truststore: in this mode no certificate is"
                + " checked, so the truststore has no effect; add mode: verify_identity or"
                + " verify_ca, or remove the truststore"),
        arguments(
            "[loans]",
            "[loans]\n    tls: {keystore_password: \"${WORD}\"}",
            "10:11 TD-CFG-CONFLICT source.mysql.tls.keystore_password: there is no keystore that it"
                + " could open; add keystore:, or remove the password"));
  }

  static Stream<Arguments> kafka() {
    return Stream.of(
        arguments(
            "bootstrap: kafka-1:9092",
            "bootstrap: kafka-1",
            "11:14 TD-CFG-BAD-VALUE kafka.bootstrap: 'kafka-1' is no list of brokers; write"
                + " host:port, several parted by commas: \"kafka-1:9092,kafka-2:9092\""),
        arguments(
            "retention: 90d",
            "retention: 90 days",
            "12:14 TD-CFG-BAD-VALUE kafka.retention: '90 days' is no duration; write a duration"
                + " such as 90d, 12h, 30m or 10s"),
        arguments(
            "retention: 90d",
            "retention: 12h",
            "12:14 TD-CFG-BAD-VALUE kafka.retention: '12h' is out of range; write 1d to 36500d"),
        arguments(
            "retention: 90d",
            "replication: -1",
            "12:16 TD-CFG-BAD-VALUE kafka.replication: '-1' is out of range; write a number from 1"
                + " to 100"),
        arguments(
            "retention: 90d",
            "properties: {consumer.isolation.level: read_uncommitted}",
            "12:16 TD-CFG-GUARANTEE kafka.properties.consumer.isolation.level: Tandem sets this"
                + " property itself; remove it: records of aborted transactions must stay unseen"),
        arguments(
            "retention: 90d",
            "properties: {sasl.jaas.config: \"com.sun.security.auth.module.JndiLoginModule required;\"}",
            "12:34 TD-CFG-BAD-VALUE kafka.properties.sasl.jaas.config: the value names"
                + " com.sun.security.auth.module.JndiLoginModule, which can load code from"
                + " elsewhere; use another login module"),
        arguments(
            "retention: 90d",
            "properties: {}",
            "12:15 TD-CFG-MISSING-KEY kafka.properties: there is nothing in here; add at least one"
                + " <property>:, or remove the key"),
        arguments(
            "retention: 90d",
            "properties: {sasl.jaas.config: 'X required password=\"p\";'}",
            "12:16 TD-CFG-SECRET kafka.properties.sasl.jaas.config: a secret of a server elsewhere"
                + " stands in the file; write \"${KAFKA_PASSWORD}\" or"
                + " \"${file:/run/secrets/...}\" instead"));
  }

  static Stream<Arguments> targets() {
    return Stream.of(
        arguments(
            "jdbc:postgresql://pg/loans",
            "postgres://pg/loans",
            "15:10 TD-CFG-BAD-VALUE targets.postgres.url: this is no PostgreSQL URL; write"
                + " jdbc:postgresql://host:5432/database"),
        arguments(
            "jdbc:postgresql://pg/loans",
            "jdbc:postgresql://me:hunter2@pg/loans",
            "15:10 TD-CFG-SECRET targets.postgres.url: the URL holds a user; write user: and"
                + " password: instead"),
        arguments(
            "jdbc:postgresql://pg/loans",
            "jdbc:postgresql://pg/loans?ssl=true&password=hunter2",
            "15:10 TD-CFG-SECRET targets.postgres.url: the URL holds the parameter password;"
                + " remove it: user: and password: are keys of their own, so that a URL can be"
                + " shown"),
        arguments(
            "jdbc:postgresql://pg/loans",
            "jdbc:postgresql://pg/loans?preferQueryMode=simple",
            "15:10 TD-CFG-GUARANTEE targets.postgres.url: the URL holds the parameter"
                + " preferQueryMode; remove it: it would alter how Tandem reads and writes"),
        arguments(
            "\"${PG_PASSWORD}\"",
            "hunter2",
            "17:5 TD-CFG-SECRET targets.postgres.password: a secret of a server elsewhere stands"
                + " in the file; write \"${POSTGRES_PASSWORD}\" or \"${file:/run/secrets/...}\""
                + " instead"),
        arguments(
            "\"${PG_PASSWORD}\"",
            "\"${PG_PASSWORD}\"\n    create: yes",
            "18:13 TD-CFG-BAD-VALUE targets.postgres.create: 'yes' is neither true nor false; write"
                + " true or false"),
        arguments(
            "region: eu-central-1",
            "region: EU",
            "19:13 TD-CFG-BAD-VALUE targets.dynamo.region: 'EU' is not an AWS region; write a"
                + " region such as eu-central-1"),
        arguments(
            "region: eu-central-1",
            "region: eu-central-1\n    endpoint: localhost:8000",
            "20:15 TD-CFG-BAD-VALUE targets.dynamo.endpoint: 'localhost:8000' is no address; write"
                + " http://host:port or https://host"),
        arguments(
            "region: eu-central-1",
            "region: eu-central-1\n    access_key: \"${WORD}\"",
            "20:5 TD-CFG-CONFLICT targets.dynamo.access_key: there is no secret_key beside it; add"
                + " secret_key:, or remove it for the AWS SDK's default chain"),
        arguments(
            "region: eu-central-1",
            "region: eu-central-1\n    access_key: \"${WORD}\"\n    secret_key: hunter2",
            "21:5 TD-CFG-SECRET targets.dynamo.secret_key: a secret of a server elsewhere stands"
                + " in the file; write \"${DYNAMO_SECRET_KEY}\" or \"${file:/run/secrets/...}\""
                + " instead"));
  }
}
