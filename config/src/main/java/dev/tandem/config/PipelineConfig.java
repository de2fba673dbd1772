/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import dev.tandem.model.mapping.MappingPlan;
import java.util.Optional;

/**
 * A clean tandem.yaml.
 *
 * @param name the prefix of all topics, groups and transactional ids
 * @param kafka empty for an embedded broker
 * @param postgres empty for an embedded server, where an entity goes to PostgreSQL at all
 * @param dynamo empty for an embedded one, where an entity goes to DynamoDB at all
 * @param cloudWatch empty where no metrics are sent
 * @param state where it is kept, and how often
 */
public record PipelineConfig(
    String name,
    SourceConfig source,
    Optional<KafkaConfig> kafka,
    Optional<PostgresTarget> postgres,
    Optional<DynamoTarget> dynamo,
    DeadLetterLimit deadLetters,
    Optional<CloudWatchConfig> cloudWatch,
    StateConfig state,
    MappingPlan mapping) {}
