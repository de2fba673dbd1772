/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.acts;

import dev.tandem.cli.letters.Journal;
import dev.tandem.cli.letters.Operator;
import dev.tandem.cli.wiring.Pauses;
import dev.tandem.cli.wiring.Pipeline;
import dev.tandem.cli.wiring.RunningProcesses;
import dev.tandem.model.entity.EntityName;
import dev.tandem.wire.EntityOrder;
import dev.tandem.wire.report.ProcessReport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Has the sinks pause, resume or restart one entity: first it is written down who does it and why,
 * then it is ordered, then the sinks are waited for.
 */
public final class EntityActs implements AutoCloseable {
  private static final long INTERVAL_MS = 500;

  private final Pipeline pipeline;
  private final Operator operator;
  private final Clock clock;
  private final Journal journal;
  private final Pauses pauses;
  private final RunningProcesses processes;

  /** Makes the pipeline's common topics where they are missing. */
  public EntityActs(Pipeline pipeline, Operator operator, Clock clock) {
    this.pipeline = pipeline;
    this.operator = operator;
    this.clock = clock;
    this.journal = new Journal(pipeline, operator, clock);
    this.pauses = new Pauses(pipeline);
    this.processes = new RunningProcesses(pipeline, clock);
  }

  /**
   * Does it at each of the targets, and waits for the sinks.
   *
   * @param why for people, without control characters; empty when nobody asks
   * @param patience how long to wait at most for all of them together
   * @return an element for each target
   */
  public List<Acted> run(
      Act act, EntityName entity, List<String> targets, String why, Duration patience)
      throws InterruptedException {
    List<Ordered> ordered = new ArrayList<>();
    for (String target : targets) {
      ordered.add(order(act, entity, target, why));
    }
    Instant until = clock.instant().plus(patience);
    while (!ordered.stream().allMatch(this::isObeyed) && clock.instant().isBefore(until)) {
      Thread.sleep(INTERVAL_MS);
    }
    List<Acted> acted = new ArrayList<>();
    for (Ordered one : ordered) {
      acted.add(new Acted(one.target, one.isNew, isObeyed(one), unanswered(one), one.before));
    }
    return acted;
  }

  private Ordered order(Act act, EntityName entity, String target, String why) {
    Optional<EntityOrder> paused = pauses.of(entity, target);
    String before =
        paused.map(order -> "paused " + order.line()).orElseGet(() -> standing(entity, target));
    boolean isNew = act == Act.RESTART || (act == Act.PAUSE) != paused.isPresent();
    if (!isNew) {
      return new Ordered(target, false, pauses.seen(), before);
    }
    EntityOrder order =
        new EntityOrder(
            entity.toString(),
            target,
            operator.user() + " on " + operator.host(),
            clock.millis(),
            why);
    journal.send(
        List.of(
            journal.entry(
                "entity." + act.done(),
                entity.toString(),
                why,
                Map.of("target", target, "state", before),
                Map.of("target", target, "state", act.done()))));
    long offset = journal.send(List.of(act.record(pipeline.names(), order))).get(0);
    return new Ordered(target, true, offset + 1, before);
  }

  /** What a sink tells of it that is worth telling. */
  private String standing(EntityName entity, String target) {
    return running(target).stream()
        .map(report -> report.subject(entity.toString()))
        .filter(subject -> subject != null && subject.reason() != null)
        .map(
            subject ->
                subject.state().name().toLowerCase(Locale.ROOT) + " " + subject.reason().code())
        .findFirst()
        .orElse("running");
  }

  private boolean isObeyed(Ordered order) {
    List<ProcessReport> running = running(order.target);
    return !running.isEmpty() && running.stream().allMatch(order::isObeyedBy);
  }

  private List<String> unanswered(Ordered order) {
    return running(order.target).stream()
        .filter(report -> !order.isObeyedBy(report))
        .map(report -> report.identity().process() + " " + report.identity().instance())
        .toList();
  }

  private List<ProcessReport> running(String target) {
    return processes.of("sink-" + target);
  }

  @Override
  public void close() {
    processes.close();
    pauses.close();
    journal.close();
  }

  /**
   * What was ordered at a target.
   *
   * @param seen what the sinks must have obeyed
   */
  private record Ordered(String target, boolean isNew, long seen, String before) {
    boolean isObeyedBy(ProcessReport report) {
      Long obeyed = report.obeyed();
      return obeyed != null && obeyed >= seen;
    }
  }
}
