/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform.cascade;

import dev.tandem.model.mapping.MappingPlan;
import dev.tandem.wire.KafkaConnection;
import dev.tandem.wire.PipelineTopics;
import java.nio.file.Path;

/**
 * What the lookups of one plan need.
 *
 * @param mapping whose entities are made of the tables
 * @param partitions of the topic in which parents and children come together
 * @param stateFolder where rows are kept; it is filled again from Kafka where it is missing
 * @param standbys how many other transforms keep a copy of each piece of it
 */
public record CascadesConfig(
    KafkaConnection kafka,
    PipelineTopics topics,
    MappingPlan mapping,
    CascadePlan plan,
    int partitions,
    Path stateFolder,
    int standbys) {}
