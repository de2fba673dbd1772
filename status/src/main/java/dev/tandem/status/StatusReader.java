/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.status;

import dev.tandem.model.entity.EntityName;
import dev.tandem.status.PipelineStatus.EntityStatus;
import dev.tandem.wire.KafkaConnection;
import dev.tandem.wire.PipelineTopics;
import dev.tandem.wire.report.ProcessReport;
import dev.tandem.wire.report.StatusLog;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Reads how a pipeline is, from Kafka alone. Used by one thread at a time. */
public final class StatusReader implements StatusSource {
  private static final long RETENTIONS_MILLIS = 60_000;

  private final PipelineTopics topics;
  private final Watched watched;
  private final Clock clock = Clock.systemUTC();
  private final StatusLog reports;
  private final OpenLetters letters;
  private final Backlogs backlogs;
  private Map<String, Long> retentions = Map.of();
  private long retentionsAt;

  /** Connects lazily. */
  public StatusReader(KafkaConnection kafka, PipelineTopics topics, Watched watched) {
    this.topics = topics;
    this.watched = watched;
    this.reports = new StatusLog(kafka, topics);
    this.letters = new OpenLetters(kafka, topics);
    this.backlogs = new Backlogs(kafka);
  }

  /** What was read before need not be read again, so the second answer is a quick one. */
  @Override
  public PipelineStatus read() {
    Set<String> raw = new TreeSet<>();
    Set<String> all = new HashSet<>();
    Map<EntityName, Map<String, Backlog>> joins = new HashMap<>();
    Map<String, Set<String>> entityTopics = new HashMap<>();
    for (Watched.Entity entity : watched.entities()) {
      Set<String> own = new TreeSet<>();
      entity.tables().forEach(table -> own.add(topics.raw(table)));
      all.addAll(own);
      if (entity.joined().isPresent()) {
        joins.put(entity.name(), backlogs.of(topics.joinGroup(entity.joined().get()), own));
      } else {
        raw.addAll(own);
      }
      entity
          .targets()
          .forEach(
              target ->
                  entityTopics
                      .computeIfAbsent(target, name -> new TreeSet<>())
                      .add(topics.entity(entity.name())));
    }
    Map<String, Map<String, Backlog>> sinks = new HashMap<>();
    entityTopics.forEach(
        (target, names) -> sinks.put(target, backlogs.of(topics.sinkGroup(target), names)));
    Map<String, Backlog> transform = backlogs.of(topics.transformGroup(), raw);
    entityTopics.values().forEach(all::addAll);
    return status(
        topics,
        watched,
        new Observation(
            clock.millis(),
            reports.read(),
            transform,
            joins,
            sinks,
            letters.read(),
            reports.verified(),
            retentions(all)));
  }

  private Map<String, Long> retentions(Collection<String> names) {
    if (clock.millis() - retentionsAt > RETENTIONS_MILLIS) {
      retentions = backlogs.retentions(names);
      retentionsAt = clock.millis();
    }
    return retentions;
  }

  static PipelineStatus status(PipelineTopics topics, Watched watched, Observation seen) {
    Processes processes = new Processes(watched, seen);
    List<EntityStatus> entities =
        watched.entities().stream()
            .flatMap(entity -> views(topics, seen, processes, entity))
            .toList();
    List<PipelineStatus.TargetStatus> targets = new Ages(watched, seen, processes).all();
    ProcessReport.SourceLog log = Problems.of(processes);
    return new PipelineStatus(
        topics.pipeline(),
        seen.atMillis(),
        log == null ? null : log.headroomSeconds(),
        processes.all(),
        entities,
        targets,
        processes.states(),
        new Problems(seen, processes).of(entities, targets));
  }

  private static Stream<EntityStatus> views(
      PipelineTopics topics, Observation seen, Processes processes, Watched.Entity entity) {
    return entity.targets().stream()
        .map(target -> new EntityView(topics, seen, processes, entity, target).status());
  }

  @Override
  public void close() {
    reports.close();
    letters.close();
    backlogs.close();
  }
}
