/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.status.metrics;

/** The metrics that there are, public like the page; docs/metrics.md is made of them. */
public enum Metric {
  /** What each process has done. */
  CHANGES(
      "tandem.changes",
      "process, subject, outcome",
      "what this process has done since its start, by table (capture) or entity: captured, snapshot, mapped, ignored,"
          + " rejected, settled; applied and superseded without a subject"),
  /** Whether a process works. */
  PROCESS_UP(
      "tandem.process.up",
      "process",
      "1 while this process works or stands by, 0 while it starts, waits or is stopped"),
  /** Since it got anything done. */
  PROCESS_IDLE(
      "tandem.process.idle.seconds",
      "process",
      "since this process last got anything done; nothing to do looks the same, but for capture, which hears heartbeats"),
  /** Memory. */
  HEAP(
      "tandem.jvm.heap.bytes",
      "process",
      "heap that this JVM uses, garbage included; process is run where one JVM has several"),
  /** As far as it may grow. */
  HEAP_MAX("tandem.jvm.heap.max.bytes", "process", "heap that this JVM may use"),
  /** Threads. */
  THREADS("tandem.jvm.threads", "process", "threads of this JVM"),
  /** Files and connections. */
  OPEN_FILES("tandem.jvm.open.files", "process", "open files of this JVM, connections included"),
  /** As many as there may be. */
  OPEN_FILES_MAX("tandem.jvm.open.files.max", "process", "open files that this JVM may have"),
  /** Processor time. */
  CPU("tandem.jvm.cpu.seconds", "process", "processor time that this JVM has used since its start"),
  /** Records that are left to do. */
  LAG_RECORDS(
      "tandem.entity.lag.records",
      "entity, target",
      "captured changes that are not settled at the target; marks of capture's transactions count, but never where"
          + " nothing is left to do"),
  /** How long they have been in Kafka. */
  LAG_SECONDS(
      "tandem.entity.lag.seconds",
      "entity, target",
      "how long the oldest of them has been in Kafka; 0 without any"),
  /** How long ago they were committed. */
  OLDEST_WAITING(
      "tandem.entity.oldest.waiting.seconds",
      "entity, target",
      "how long ago the oldest of them was committed at the source; 0 without any"),
  /** How old a target is. */
  FRESHNESS(
      "tandem.target.freshness.seconds",
      "target",
      "how old that is what the target shows: since the heartbeat was written at the source that was last read back"
          + " there; absent without a heartbeat"),
  /** From commit to target. */
  LATENCY(
      "tandem.entity.latency.seconds",
      "entity, target, quantile",
      "from commit at the source to the target, of the last minute: quantile 0.5 and 0.99"),
  /** The state, by name. */
  STATE(
      "tandem.entity.state",
      "entity, target, state",
      "1 for the state that the entity is in: starting, waiting, snapshotting, streaming, paused, stopped, unknown"),
  /** How far a snapshot is. */
  SNAPSHOT(
      "tandem.entity.snapshot.ratio",
      "entity, target",
      "how much of the snapshot is read, 0 to 0.99, by the source's estimate; absent when none is taken"),
  /** What found no place. */
  DEAD_LETTERS(
      "tandem.entity.dead.letters",
      "entity, target",
      "open dead letters; those of the transform stand with each target"),
  /** When it was last verified. */
  VERIFIED_AGE(
      "tandem.entity.verified.age.seconds",
      "entity, target",
      "since both sides were last compared by verify; absent when that was not within seven days"),
  /** What that found. */
  DIFFERENCES(
      "tandem.entity.differences", "entity, target", "rows that differed then; absent as above"),
  /** What the topics leave. */
  TOPIC_HEADROOM(
      "tandem.entity.topic.headroom.seconds",
      "entity, target",
      "how long transform and sink may stay down before the topics lose what they need next"),
  /** What the source leaves. */
  SOURCE_HEADROOM(
      "tandem.source.headroom.seconds",
      "",
      "how long capture may stay down before the source's log loses what it has not read"),
  /** How much a process keeps. */
  STATE_BYTES(
      "tandem.state.bytes",
      "process, name",
      "what processes keep on disk for an entity of several tables, in files and in memory outside the heap"),
  /** Rows of it. */
  STATE_ROWS("tandem.state.rows", "process, name", "rows in that, as RocksDB estimates them"),
  /** Whether it is at work. */
  STATE_RESTORED(
      "tandem.state.restored.ratio",
      "process, name",
      "how much of that is read back from Kafka; 1 when it is at work"),
  /** Whether any of it can be known. */
  STATUS_UP(
      "tandem.status.up",
      "",
      "1 while Kafka tells how the pipeline is; while it is 0, all metrics of entities are absent");

  private final String id;
  private final String labels;
  private final String meaning;

  Metric(String id, String labels, String meaning) {
    this.id = id;
    this.labels = labels;
    this.meaning = meaning;
  }

  /** As Micrometer spells it, and CloudWatch after it. */
  public String id() {
    return id;
  }

  /** As Prometheus spells it. */
  public String prometheusName() {
    return id.replace('.', '_') + (isCounter() ? "_total" : "");
  }

  /** Whether it only grows. */
  public boolean isCounter() {
    return this == CHANGES;
  }

  /** The names of its labels, with commas between them. */
  public String labels() {
    return labels;
  }

  /** What it tells, in one sentence. */
  public String meaning() {
    return meaning;
  }
}
