/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import dev.tandem.config.key.Fields;
import dev.tandem.config.key.Key;
import dev.tandem.config.key.Located;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Makes the records of a file that is known to be clean. */
final class Assembly {
  private final Path directory;

  /** Takes the directory where relative paths start. */
  Assembly(Path directory) {
    this.directory = directory.toAbsolutePath();
  }

  PipelineConfig pipeline(Fields root) {
    Optional<Fields> targets = root.find(RootKeys.TARGETS);
    return new PipelineConfig(
        root.get(RootKeys.NAME),
        mysql(root.get(RootKeys.SOURCE).get(SourceKeys.MYSQL)),
        root.find(RootKeys.KAFKA).map(Assembly::kafka),
        targets.flatMap(target -> target.find(TargetKeys.POSTGRES)).map(Assembly::postgres),
        targets.flatMap(target -> target.find(TargetKeys.DYNAMO)).map(Assembly::dynamo),
        root.find(RootKeys.DEAD_LETTERS).map(Assembly::limit).orElse(DeadLetterLimit.DEFAULT),
        MappingAssembly.plan(root));
  }

  private static DeadLetterLimit limit(Fields deadLetters) {
    return new DeadLetterLimit(
        deadLetters.get(DeadLetterKeys.STOP_AT), deadLetters.get(DeadLetterKeys.WITHIN));
  }

  private MySqlSource mysql(Fields mysql) {
    String host = mysql.get(SourceKeys.HOST);
    return new MySqlSource(
        host,
        mysql.get(SourceKeys.PORT),
        mysql.get(SourceKeys.USER),
        mysql.get(SourceKeys.PASSWORD),
        mysql.get(SourceKeys.DATABASES).stream().map(Located::value).toList(),
        tls(mysql.find(SourceKeys.TLS), host),
        mysql.find(SourceKeys.SERVER_ID).map(OptionalLong::of).orElse(OptionalLong.empty()),
        mysql.get(SourceKeys.ON_TRUNCATE));
  }

  private MySqlTls tls(Optional<Fields> tls, String host) {
    return new MySqlTls(
        tls.flatMap(f -> f.find(SourceKeys.MODE)).orElse(MySqlTls.Mode.leftOut(host)),
        tls.flatMap(f -> store(f, SourceKeys.TRUSTSTORE, SourceKeys.TRUSTSTORE_PASSWORD)),
        tls.flatMap(f -> store(f, SourceKeys.KEYSTORE, SourceKeys.KEYSTORE_PASSWORD)));
  }

  private Optional<MySqlTls.Store> store(Fields tls, Key<Path> file, Key<Secret> password) {
    return tls.find(file)
        .map(path -> new MySqlTls.Store(directory.resolve(path).normalize(), tls.find(password)));
  }

  private static KafkaConfig kafka(Fields kafka) {
    Map<String, Secret> properties = new LinkedHashMap<>();
    kafka
        .find(KafkaKeys.PROPERTIES)
        .orElse(Map.of())
        .forEach((name, value) -> properties.put(name, value.value()));
    return new KafkaConfig(
        kafka.get(KafkaKeys.BOOTSTRAP),
        kafka.get(KafkaKeys.PARTITIONS),
        kafka.find(KafkaKeys.REPLICATION).map(OptionalInt::of).orElse(OptionalInt.empty()),
        kafka.get(KafkaKeys.RETENTION),
        properties);
  }

  private static PostgresTarget postgres(Fields postgres) {
    return new PostgresTarget(
        postgres.get(TargetKeys.URL),
        postgres.get(TargetKeys.USER),
        postgres.get(TargetKeys.PASSWORD),
        postgres.get(TargetKeys.WRITERS),
        postgres.get(TargetKeys.CREATE_SCHEMAS));
  }

  private static DynamoTarget dynamo(Fields dynamo) {
    Optional<DynamoTarget.Credentials> credentials =
        dynamo
            .find(TargetKeys.ACCESS_KEY)
            .map(key -> new DynamoTarget.Credentials(key, dynamo.get(TargetKeys.SECRET_KEY)));
    return new DynamoTarget(
        dynamo.get(TargetKeys.REGION),
        dynamo.find(TargetKeys.ENDPOINT),
        credentials,
        dynamo.get(TargetKeys.CREATE_TABLES));
  }
}
