/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform;

import dev.tandem.model.mapping.MappingPlan;
import dev.tandem.wire.KafkaConnection;
import dev.tandem.wire.PipelineTopics;
import java.nio.file.Path;

/**
 * What the transform reads, and how it maps it.
 *
 * @param threads stream threads of this instance
 * @param stateFolder where Kafka Streams keeps its lock file; nothing in it is worth keeping
 */
public record TransformConfig(
    KafkaConnection kafka,
    PipelineTopics topics,
    MappingPlan plan,
    int threads,
    Path stateFolder) {}
