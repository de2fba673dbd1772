/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.status.http;

import dev.tandem.status.PipelineStatus;
import dev.tandem.status.PipelineStatus.EntityStatus;
import dev.tandem.status.PipelineStatus.Problem;
import dev.tandem.status.PipelineStatus.ProcessStatus;
import dev.tandem.status.PipelineStatus.Severity;
import dev.tandem.status.PipelineStatus.SnapshotStatus;
import dev.tandem.status.PipelineStatus.TargetStatus;
import dev.tandem.status.PipelineStatus.VerifiedStatus;
import dev.tandem.wire.report.Reason;
import dev.tandem.wire.report.WorkState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pipelines as an operator may find them. */
enum Scenes {
  IN_STEP("In step"),
  SNAPSHOT("Takes a snapshot"),
  STOPPED_ENTITY("A person must decide"),
  DEAD_LETTERS("Goes on, with something to look at"),
  SOURCE_AWAY("Something is away");

  private static final Reason FLOOD =
      new Reason(
          "TD-SNK-FLOOD",
          "A thousand rows of lending.loan_application_with_a_long_name were refused within ten"
              + " minutes. Look at its last dead letters with './tandem dead-letters list'.");
  private static final Reason AWAY =
      new Reason(
          "TD-MYS-UNREACHABLE",
          "MySQL at db.internal.example.com:3306 does not answer. Check that it runs; capture goes on"
              + " by itself once it does.");
  private static final String LONG = "lending.loan_application_with_a_long_name";

  /** What the page says of all of it. */
  final String verdict;

  Scenes(String verdict) {
    this.verdict = verdict;
  }

  /** As it is now; lag and pace rise and fall, so that the charts have something to show. */
  PipelineStatus status() {
    return new PipelineStatus(
        "loans-in-step",
        System.currentTimeMillis(),
        111_600L,
        processes(),
        entities(),
        targets(),
        List.of(),
        problems());
  }

  private List<ProcessStatus> processes() {
    boolean away = this == SOURCE_AWAY;
    return List.of(
        process("capture", away ? WorkState.WAITING : WorkState.STREAMING, away ? AWAY : null),
        process("transform", WorkState.STREAMING, null),
        process("sink-postgres", WorkState.STREAMING, null),
        process("sink-dynamo", WorkState.STREAMING, null));
  }

  private List<EntityStatus> entities() {
    return switch (this) {
      case SNAPSHOT ->
          List.of(
              entity(
                  LONG,
                  WorkState.SNAPSHOTTING,
                  null,
                  new SnapshotStatus(1_250_000, 5_000_000L, 25, 5_400L),
                  0),
              entity(
                  "lending.customer",
                  WorkState.SNAPSHOTTING,
                  null,
                  new SnapshotStatus(12_000, null, null, null),
                  0),
              entity("lending.payment", WorkState.STREAMING, null, null, 0));
      case STOPPED_ENTITY ->
          List.of(
              entity(LONG, WorkState.STOPPED, FLOOD, null, 1_000),
              entity("lending.payment", WorkState.STREAMING, null, null, 0));
      case DEAD_LETTERS ->
          List.of(
              entity(LONG, WorkState.STREAMING, null, null, 12_345),
              entity("lending.payment", WorkState.STREAMING, null, null, 0));
      case SOURCE_AWAY -> List.of(entity(LONG, WorkState.WAITING, AWAY, null, 0));
      case IN_STEP ->
          List.of(
              entity(LONG, WorkState.STREAMING, null, null, 0),
              entity("lending.payment", WorkState.STREAMING, null, null, 0));
    };
  }

  private List<TargetStatus> targets() {
    double age = 4 + System.nanoTime() % 5;
    return this == SOURCE_AWAY
        ? List.of(
            new TargetStatus("postgres", 754.0, new Reason("", "no sink-postgres reads it now")),
            new TargetStatus("dynamo", null, new Reason("", "no heartbeat has arrived there yet")))
        : List.of(new TargetStatus("postgres", age, null), new TargetStatus("dynamo", age, null));
  }

  private List<Problem> problems() {
    return switch (this) {
      case STOPPED_ENTITY ->
          List.of(
              new Problem(Severity.STOPPED, FLOOD.code(), LONG + " at postgres", FLOOD.sentence()));
      case DEAD_LETTERS ->
          List.of(
              new Problem(
                  Severity.NOTICE,
                  "",
                  LONG + " at postgres",
                  "12,345 dead letters are open: './tandem dead-letters list' says what mends them."));
      case SOURCE_AWAY ->
          List.of(new Problem(Severity.AWAY, AWAY.code(), "capture", AWAY.sentence()));
      case SNAPSHOT, IN_STEP -> List.of();
    };
  }

  private static ProcessStatus process(String name, WorkState state, @Nullable Reason reason) {
    return new ProcessStatus(
        name, "tandem-7c9f64d5b8-x2vqk:4711:0", "1", state, reason, 0, 3L, 1L, 0);
  }

  private static EntityStatus entity(
      String name,
      WorkState state,
      @Nullable Reason reason,
      @Nullable SnapshotStatus snapshot,
      long letters) {
    return new EntityStatus(
        name,
        "postgres",
        state,
        reason,
        snapshot,
        1_000_000 + System.nanoTime() % 500_000,
        2,
        3,
        4_321,
        4_000 + System.nanoTime() % 500,
        20.0,
        90.0,
        letters,
        null,
        new VerifiedStatus(11_000, 3_100_000, letters, letters == 0));
  }
}
