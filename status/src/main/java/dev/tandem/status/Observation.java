/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.status;

import dev.tandem.model.entity.EntityName;
import dev.tandem.wire.report.ProcessReport;
import dev.tandem.wire.report.Verified;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * All that a status is worked out of.
 *
 * @param atMillis when it was seen, in milliseconds since 1970
 * @param reports the last one of each process that has not ended in order
 * @param transform what the transform has not done, by raw topic
 * @param joins what the joins of entities have not done, by entity and raw topic
 * @param sinks what each target's sink has not done, by target and entity topic
 * @param verified the last comparison of each entity at each target
 * @param retentions in milliseconds by topic; without those that keep their records for ever
 */
record Observation(
    long atMillis,
    List<ProcessReport> reports,
    Map<String, Backlog> transform,
    Map<EntityName, Map<String, Backlog>> joins,
    Map<String, Map<String, Backlog>> sinks,
    Map<OpenLetters.Origin, Long> letters,
    List<Verified> verified,
    Map<String, Long> retentions) {

  /** What of a raw topic has not been made into rows of an entity. */
  Backlog unmapped(Watched.Entity entity, String rawTopic) {
    Map<String, Backlog> of =
        entity.joined().isPresent() ? joins.getOrDefault(entity.name(), Map.of()) : transform;
    return of.getOrDefault(rawTopic, Backlog.NONE);
  }

  /** All that the transform and the joins have not done. */
  Stream<Backlog> unmapped() {
    return Stream.concat(
        transform.values().stream(), joins.values().stream().flatMap(of -> of.values().stream()));
  }
}
