/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.status;

import dev.tandem.model.entity.EntityName;
import dev.tandem.model.source.TableId;
import dev.tandem.wire.PipelineTopics;
import dev.tandem.wire.report.Count;
import dev.tandem.wire.report.ProcessReport;
import dev.tandem.wire.report.Reason;
import dev.tandem.wire.report.SubjectReport;
import dev.tandem.wire.report.Verified;
import dev.tandem.wire.report.WorkState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is seen of a pipeline with one table, one entity and two targets, at 1,000 seconds. */
final class Sights {
  static final long NOW = 1_000_000;
  static final PipelineTopics TOPICS = new PipelineTopics("shop");
  static final TableId TABLE = TableId.of("shop", "Orders");
  static final EntityName ORDERS = new EntityName("sales", "orders");
  static final Watched WATCHED =
      new Watched(
          List.of(new Watched.Entity(ORDERS, List.of(TABLE), List.of("postgres", "dynamo"))), true);

  final List<ProcessReport> reports = new ArrayList<>();
  final Map<String, Backlog> transform = new HashMap<>();
  final Map<String, Map<String, Backlog>> sinks = new HashMap<>();
  final Map<OpenLetters.Origin, Long> letters = new HashMap<>();
  final List<Verified> verified = new ArrayList<>();
  final Map<String, Long> retentions = new HashMap<>();

  /** All that it takes runs. */
  static Sights healthy() {
    Sights sights = new Sights();
    sights.reports.add(report("capture", WorkState.STREAMING, null, subject(TABLE.toString())));
    sights.reports.add(report("transform", WorkState.STREAMING, null, subject(ORDERS.toString())));
    sights.reports.add(report("sink-postgres", WorkState.STREAMING, null, subject("sales.orders")));
    sights.reports.add(report("sink-dynamo", WorkState.STREAMING, null, subject("sales.orders")));
    return sights;
  }

  /** Without the reports of a process. */
  Sights without(String process) {
    reports.removeIf(report -> report.identity().process().equals(process));
    return this;
  }

  Sights with(ProcessReport report) {
    reports.add(report);
    return this;
  }

  PipelineStatus status() {
    return StatusReader.status(
        TOPICS,
        WATCHED,
        new Observation(NOW, reports, transform, Map.of(), sinks, letters, verified, retentions));
  }

  PipelineStatus.EntityStatus toPostgres() {
    return status().entities().get(0);
  }

  static ProcessReport report(
      String process, WorkState state, @Nullable Reason reason, SubjectReport... subjects) {
    return report(process, "host:1:0", NOW - 2_000, state, reason, subjects);
  }

  static ProcessReport report(
      String process,
      String instance,
      long at,
      WorkState state,
      @Nullable Reason reason,
      SubjectReport... subjects) {
    return new ProcessReport(
        new ProcessReport.Identity(process, instance, "1", 0),
        at,
        at,
        state,
        reason,
        Map.of(),
        null,
        null,
        null,
        null,
        List.of(subjects),
        List.of());
  }

  static SubjectReport subject(String name) {
    return subject(name, WorkState.STREAMING, null, null);
  }

  static SubjectReport subject(
      String name,
      WorkState state,
      @Nullable Reason reason,
      SubjectReport.@Nullable Snapshot snapshot) {
    return new SubjectReport(
        name,
        state,
        reason,
        Map.of(Count.SETTLED, 5L),
        2.5,
        new SubjectReport.Latency(20, 90, 5),
        snapshot);
  }
}
