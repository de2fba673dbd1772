/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import dev.tandem.cli.replay.MappingApply;
import dev.tandem.cli.replay.MappingPreview;
import dev.tandem.cli.wiring.Pauses;
import dev.tandem.cli.wiring.Pipeline;
import dev.tandem.model.entity.EntityName;
import dev.tandem.model.error.ExitStatus;
import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.transform.RemapReport;
import dev.tandem.transform.RemapResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * {@code replay --mapping-revision}: shows what the file's mapping makes otherwise, and publishes
 * it.
 */
final class RemapRun {
  private final Pipeline pipeline;
  private final List<EntityPlan> plans;
  private final boolean json;
  private final PrintWriter out;
  private final RemapProgress progress;

  /**
   * Does nothing yet.
   *
   * @param plans those of the entity
   * @param told takes lines of progress
   */
  RemapRun(
      Pipeline pipeline,
      List<EntityPlan> plans,
      boolean json,
      PrintWriter out,
      Consumer<String> told) {
    this.pipeline = pipeline;
    this.plans = plans;
    this.json = json;
    this.out = out;
    this.progress = new RemapProgress(told, System::nanoTime);
  }

  private EntityName entity() {
    return plans.get(0).name();
  }

  ExitStatus preview() throws InterruptedException {
    RemapReport report = new MappingPreview(pipeline, entity(), progress).run();
    RemapText.lines(entity(), report).forEach(out::println);
    out.println("nothing was written");
    if (json) {
      out.println(RemapText.json(entity(), report));
    }
    boolean same = report.differing() == 0 && report.refusals() == 0;
    return same ? ExitStatus.OK : ExitStatus.DIFFERENT;
  }

  ExitStatus apply(int rate, String why, boolean yes) throws IOException, InterruptedException {
    MappingApply act = new MappingApply(pipeline, entity(), Clock.systemUTC(), progress);
    RemapReport report = act.look();
    RemapText.lines(entity(), report).forEach(out::println);
    tellPauses();
    if (report.differing() > 0 && !yes && !isConfirmed(report, rate)) {
      out.println("nothing was written");
      return ExitStatus.PROBLEMS;
    }
    out.flush();
    progress.publishes(report.differing());
    RemapResult result = act.publish(report, rate, ActCommand.printable(why));
    RemapText.end(entity(), result).forEach(out::println);
    if (json) {
      out.println(RemapText.json(entity(), result));
    }
    return result.isWhole() ? ExitStatus.OK : ExitStatus.DIFFERENT;
  }

  /** Rows that are published wait in Kafka like any change. */
  private void tellPauses() {
    try (Pauses pauses = new Pauses(pipeline)) {
      for (String target : EntityOption.targets(plans, "")) {
        pauses
            .of(entity(), target)
            .ifPresent(
                order ->
                    out.println(
                        entity()
                            + " is paused at "
                            + target
                            + " "
                            + order.line()
                            + ": there the rows wait until it is resumed"));
      }
    }
  }

  private boolean isConfirmed(RemapReport report, int rate) throws IOException {
    long count = report.differing();
    return Confirmation.isTyped(
        count,
        String.format(
            Locale.ROOT,
            "Every target will get them, at most %,d rows a second. Type %d to publish them",
            rate,
            count),
        out);
  }
}
