/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.cli.letters.Operator;
import dev.tandem.cli.letters.Resent;
import dev.tandem.cli.letters.Resnapshot;
import dev.tandem.cli.wiring.Pipeline;
import dev.tandem.config.PipelineConfig;
import dev.tandem.model.error.ExitStatus;
import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.source.TableId;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./tandem resnapshot}. */
@Command(
    name = "resnapshot",
    mixinStandardHelpOptions = true,
    description = {
      "Has capture read all rows of one entity's tables again, and waits until every sink has them. All else goes",
      "on, the entity's own changes included: none of them is overwritten by an older row. Cut off, it goes on",
      "where it was when it is run again. The pipeline must run."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:every row is at its targets, or in the dead letters",
      "1:rows could not be read again; it is printed why",
      "2:there is no such entity, or a table of it has no key",
      "5:a process of the pipeline does not run: run it again later",
      "7:the entity is paused at a target: the rows are published, and wait"
    },
    footer = {
      "",
      "Examples:",
      "  ./tandem resnapshot -f tandem.yaml --entity lending.customer --why 'added today'",
      "  ./tandem resnapshot -f tandem.yaml --entity lending.customer --anew --json"
    })
final class ResnapshotCommand extends PipelineCommand {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long INTERVAL_NANOS = 5_000_000_000L;

  @Mixin private EntityOption entity = new EntityOption();

  @Option(
      names = "--why",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "The reason, for the audit. No values of rows, please.")
  private String why = "";

  @Option(
      names = "--anew",
      description = "Begins with the first row, though an earlier run was cut off.")
  private boolean anew;

  @Option(names = "--json", description = "Ends with one line of JSON.")
  private boolean json;

  private final Set<TableId> begun = new HashSet<>();
  private long shownAt = System.nanoTime() - INTERVAL_NANOS;

  @Override
  ExitStatus run(PrintWriter out) throws InterruptedException {
    PipelineConfig config = file().config();
    Pipeline pipeline = file().pipeline();
    List<EntityPlan> plans = entity.of(pipeline);
    Resent sent =
        new Resnapshot(
                pipeline,
                Operator.current(),
                Clock.systemUTC(),
                file().folder(config).resolve("resnapshot"))
            .run(plans, ActCommand.printable(why), anew, this::show);
    String name = plans.get(0).name().toString();
    out.println(json ? json(name, sent) : line(name, sent));
    return sent.left() == 0 ? ExitStatus.OK : ExitStatus.DIFFERENT;
  }

  /** Whoever has forgotten an earlier run must learn that not all rows are sent now. */
  private void show(TableId table, long done, long total) {
    if (begun.add(table) && done > 0) {
      tell(
          String.format(
              Locale.ROOT,
              "%s: goes on behind row %,d, where an earlier run was cut off; --anew begins with the first",
              table,
              done));
    }
    if (done < total && System.nanoTime() - shownAt < INTERVAL_NANOS) {
      return;
    }
    shownAt = System.nanoTime();
    tell(
        String.format(
            Locale.ROOT,
            "%s: %,d of %,d rows (%d%%)",
            table,
            done,
            total,
            total == 0 ? 100 : done * 100 / total));
  }

  private static String line(String entity, Resent sent) {
    String line =
        String.format(
            Locale.ROOT,
            "%s: %,d rows read again, %,d deleted meanwhile",
            entity,
            sent.published(),
            sent.gone());
    return sent.left() == 0
        ? line
        : line + String.format(Locale.ROOT, ", %,d left: %s", sent.left(), sent.problem());
  }

  private static String json(String entity, Resent sent) {
    return JSON.createObjectNode()
        .put("entity", entity)
        .put("published", sent.published())
        .put("gone", sent.gone())
        .put("left", sent.left())
        .put("problem", sent.problem())
        .toString();
  }
}
