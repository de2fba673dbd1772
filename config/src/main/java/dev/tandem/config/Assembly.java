/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import dev.tandem.config.key.Fields;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

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
        SourceDraft.of(root).map(new SourceAssembly(directory)::source).orElseThrow(),
        root.find(RootKeys.KAFKA).map(Assembly::kafka),
        targets.flatMap(target -> target.find(TargetKeys.POSTGRES)).map(Assembly::postgres),
        targets.flatMap(target -> target.find(TargetKeys.DYNAMO)).map(Assembly::dynamo),
        root.find(RootKeys.DEAD_LETTERS).map(Assembly::limit).orElse(DeadLetterLimit.DEFAULT),
        root.find(RootKeys.METRICS)
            .flatMap(metrics -> metrics.find(MetricsKeys.CLOUDWATCH))
            .map(Assembly::cloudWatch),
        root.find(RootKeys.STATE).map(this::state).orElse(StateConfig.DEFAULT),
        MappingAssembly.plan(root));
  }

  private StateConfig state(Fields state) {
    return new StateConfig(
        state.find(StateKeys.FOLDER).map(directory::resolve),
        state.get(StateKeys.STANDBY_REPLICAS));
  }

  private static DeadLetterLimit limit(Fields deadLetters) {
    return new DeadLetterLimit(
        deadLetters.get(DeadLetterKeys.STOP_AT), deadLetters.get(DeadLetterKeys.WITHIN));
  }

  private static CloudWatchConfig cloudWatch(Fields cloudWatch) {
    return new CloudWatchConfig(
        cloudWatch.get(MetricsKeys.NAMESPACE),
        cloudWatch.get(MetricsKeys.REGION),
        cloudWatch.find(MetricsKeys.ENDPOINT),
        cloudWatch.get(MetricsKeys.EVERY));
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
