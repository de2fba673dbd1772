/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.status;

import dev.tandem.model.source.TableId;
import dev.tandem.status.PipelineStatus.EntityStatus;
import dev.tandem.status.PipelineStatus.ProcessStatus;
import dev.tandem.status.PipelineStatus.SnapshotStatus;
import dev.tandem.status.PipelineStatus.VerifiedStatus;
import dev.tandem.wire.PipelineTopics;
import dev.tandem.wire.report.ProcessReport;
import dev.tandem.wire.report.Reason;
import dev.tandem.wire.report.SubjectReport;
import dev.tandem.wire.report.WorkState;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One entity on its way to one target. */
final class EntityView {
  private static final double MILLIS = 1_000;

  private final PipelineTopics topics;
  private final Observation seen;
  private final Processes processes;
  private final Watched.Entity entity;
  private final String target;
  private final String sink;

  EntityView(
      PipelineTopics topics,
      Observation seen,
      Processes processes,
      Watched.Entity entity,
      String target) {
    this.topics = topics;
    this.seen = seen;
    this.processes = processes;
    this.entity = entity;
    this.target = target;
    this.sink = Watched.sink(target);
  }

  EntityStatus status() {
    Told told = told();
    Backlog backlog = backlog();
    SubjectReport.Latency latency =
        subjects(sink, entity.name().toString())
            .map(SubjectReport::latency)
            .filter(Objects::nonNull)
            .max((one, other) -> Long.compare(one.count(), other.count()))
            .orElse(null);
    return new EntityStatus(
        entity.name().toString(),
        target,
        told.state,
        told.reason,
        told.state == WorkState.SNAPSHOTTING ? snapshot() : null,
        backlog.records(),
        age(backlog.oldest() == null ? null : backlog.oldest().storedAtMillis()),
        age(backlog.oldest() == null ? null : backlog.oldest().committedAtMillis()),
        tables().mapToDouble(SubjectReport::perSecond).sum(),
        subjects(sink, entity.name().toString()).mapToDouble(SubjectReport::perSecond).sum(),
        latency == null ? null : latency.p50Millis(),
        latency == null ? null : latency.p99Millis(),
        letters(),
        headroom(),
        verified());
  }

  /** The worst that any process on its way tells; what stands at the sink alone counts as well. */
  private Told told() {
    List<Told> all =
        Stream.of(Watched.CAPTURE, Watched.TRANSFORM, sink)
            .map(processes::of)
            .map(EntityView::told)
            .toList();
    Told own =
        subjects(sink, entity.name().toString())
            .filter(one -> one.reason() != null)
            .map(one -> new Told(one.state(), one.reason()))
            .findFirst()
            .orElse(new Told(WorkState.STREAMING, null));
    WorkState running =
        tables().anyMatch(table -> table.state() == WorkState.SNAPSHOTTING)
            ? WorkState.SNAPSHOTTING
            : WorkState.STREAMING;
    for (WorkState state :
        List.of(
            WorkState.STOPPED,
            WorkState.UNKNOWN,
            WorkState.PAUSED,
            WorkState.WAITING,
            WorkState.STARTING)) {
      for (Told one : Stream.concat(all.stream(), Stream.of(own)).toList()) {
        if (one.state == state) {
          return one;
        }
      }
    }
    return new Told(running, null);
  }

  private static Told told(ProcessStatus process) {
    boolean isStanding = process.state() == WorkState.STANDBY; // nobody has begun yet
    return new Told(isStanding ? WorkState.STARTING : process.state(), process.reason());
  }

  private Stream<SubjectReport> tables() {
    return entity.tables().stream()
        .map(TableId::toString)
        .flatMap(table -> subjects(Watched.CAPTURE, table));
  }

  private Stream<SubjectReport> subjects(String process, String name) {
    return processes.live(process).stream()
        .map((ProcessReport report) -> report.subject(name))
        .filter(Objects::nonNull);
  }

  private @Nullable SnapshotStatus snapshot() {
    List<SubjectReport.Snapshot> snapshots =
        tables().map(SubjectReport::snapshot).filter(Objects::nonNull).toList();
    if (snapshots.isEmpty()) {
      return null;
    }
    long rows = snapshots.stream().mapToLong(SubjectReport.Snapshot::rows).sum();
    if (!snapshots.stream().allMatch(one -> one.done() || one.expected() != null)) {
      return new SnapshotStatus(rows, null, null, null);
    }
    long expected = Math.max(rows, snapshots.stream().mapToLong(EntityView::expected).sum());
    long startedAt =
        snapshots.stream()
            .mapToLong(SubjectReport.Snapshot::startedAtMillis)
            .min()
            .orElse(seen.atMillis());
    int percent = expected == 0 ? 0 : (int) Math.min(99, rows * 100 / expected);
    double perMilli = (double) rows / Math.max(1, seen.atMillis() - startedAt);
    Long eta = rows == 0 ? null : (long) ((double) (expected - rows) / perMilli / MILLIS);
    return new SnapshotStatus(rows, expected, percent, eta);
  }

  private static long expected(SubjectReport.Snapshot snapshot) {
    Long expected = snapshot.expected();
    return snapshot.done() || expected == null ? snapshot.rows() : expected;
  }

  private Backlog backlog() {
    return Stream.concat(
            entity.tables().stream().map(table -> seen.unmapped(entity, topics.raw(table))),
            Stream.of(ofSink()))
        .reduce(Backlog.NONE, Backlog::plus);
  }

  private Backlog ofSink() {
    return seen.sinks()
        .getOrDefault(target, Map.of())
        .getOrDefault(topics.entity(entity.name()), Backlog.NONE);
  }

  private double age(@Nullable Long atMillis) {
    return atMillis == null ? 0 : Math.max(0, (seen.atMillis() - atMillis) / MILLIS);
  }

  private long letters() {
    String name = entity.name().toString();
    return seen.letters().getOrDefault(new OpenLetters.Origin(Watched.TRANSFORM, name), 0L)
        + seen.letters().getOrDefault(new OpenLetters.Origin(sink, name), 0L);
  }

  private @Nullable VerifiedStatus verified() {
    return seen.verified().stream()
        .filter(one -> one.entity().equals(entity.name().toString()))
        .filter(one -> one.target().equals(target))
        .findFirst()
        .map(
            one ->
                new VerifiedStatus(
                    Math.max(0, (seen.atMillis() - one.atMillis()) / 1_000),
                    one.rows(),
                    one.differences(),
                    one.agrees()))
        .orElse(null);
  }

  private @Nullable Long headroom() {
    return Stream.concat(
            entity.tables().stream()
                .map(topics::raw)
                .map(topic -> left(topic, seen.unmapped(entity, topic))),
            Stream.of(left(topics.entity(entity.name()), ofSink())))
        .filter(Objects::nonNull)
        .min(Long::compare)
        .orElse(null);
  }

  /** A topic keeps a record for as long as its retention, so what is needed next goes then. */
  private @Nullable Long left(String topic, Backlog backlog) {
    Long retention = seen.retentions().get(topic);
    Backlog.Oldest oldest = backlog.oldest();
    if (retention == null) {
      return null;
    }
    long age = oldest == null ? 0 : Math.max(0, seen.atMillis() - oldest.storedAtMillis());
    return Math.max(0, (retention - age) / 1_000);
  }

  private record Told(WorkState state, @Nullable Reason reason) {}
}
