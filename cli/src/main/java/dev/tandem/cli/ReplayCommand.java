/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import dev.tandem.cli.replay.LiveReplay;
import dev.tandem.cli.replay.ReplayOrder;
import dev.tandem.cli.replay.ShadowReplay;
import dev.tandem.cli.replay.Target;
import dev.tandem.cli.wiring.Pipeline;
import dev.tandem.model.error.ExitStatus;
import dev.tandem.model.error.TandemException;
import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.target.ShadowReport;
import dev.tandem.sink.ReplayCounts;
import dev.tandem.sink.ReplayFrom;
import dev.tandem.sink.ReplayProgress;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./tandem replay}. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = {
      "Writes an entity's topic to a target once more, beside the live flow and without touching the source.",
      "It can only repair: what is newer at the target stays, and so does what was deleted since. Reads to",
      "where the topic ends now. Killed, the same command goes on where it was."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:done, and nothing was refused",
      "1:done, and changes were refused, or a shadow differs from the table in use, or rows would change or stay",
      "2:no such entity or target, or the topic does not hold the range, or the mapping cannot be applied",
      "4:stopped, because too much was refused; started again it goes on",
      "7:the entity is paused at the target: nothing was written"
    },
    footer = {
      "",
      "Examples:",
      "  ./tandem replay -f tandem.yaml --entity lending.customer --to postgres",
      "  ./tandem replay -f tandem.yaml --entity lending.customer --to dynamo --from 2026-11-01T00:00:00Z --rate 500",
      "  ./tandem replay -f tandem.yaml --entity lending.customer --to postgres --keys 4711,4712",
      "  ./tandem replay -f tandem.yaml --entity lending.customer --to postgres --into shadow --compare",
      "  ./tandem replay -f tandem.yaml --entity lending.customer --mapping-revision",
      "  ./tandem replay -f tandem.yaml --entity lending.customer --mapping-revision 2 --apply"
    })
final class ReplayCommand extends PipelineCommand {
  private static final String OF_THE_FILE = "-1";

  @Mixin private EntityOption entity = new EntityOption();

  @Option(
      names = "--to",
      paramLabel = "TARGET",
      description = "postgres or dynamo; left out with --mapping-revision alone.")
  private @Nullable Target target;

  @Option(
      names = "--from",
      paramLabel = "TIME|OFFSET",
      defaultValue = "",
      description = {
        "Where to begin: at the records that Kafka took from a time on, such as 2026-11-01T00:00:00Z, or at an",
        "offset of each partition. Left out: at the oldest record."
      })
  private String from = "";

  @Option(
      names = "--to-time",
      paramLabel = "TIME",
      defaultValue = "",
      description = {
        "Fills a shadow with what Kafka took before that time, such as 2026-11-02T00:00:00Z: the entity as it was",
        "then. A table in use is never replayed so, since a row that it lacks would come back as it is no longer."
      })
  private String toTime = "";

  @Option(
      names = "--keys",
      paramLabel = "KEYS",
      description = {
        "Only these rows, separated by commas. The key of several fields stands alone, its values separated by",
        "commas, or as the JSON of the record's key; the option may be repeated."
      })
  private List<String> keys = new ArrayList<>();

  @Option(
      names = "--keys-file",
      paramLabel = "FILE",
      description = "Only the rows of this file, with a key in each line.")
  private @Nullable Path keysFile;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "2000",
      description = "The most rows a second (default: ${DEFAULT-VALUE}).")
  private int rate;

  @Option(
      names = "--into",
      paramLabel = "shadow",
      description = {
        "Not into the table in use but into one beside it, TABLE__shadow, which is made like it and filled from",
        "the topic alone."
      })
  private @Nullable Into into;

  @Option(
      names = "--compare",
      description = {
        "Compares the shadow with the table in use once both have come equally far. At DynamoDB the entity is paused",
        "meanwhile."
      })
  private boolean compare;

  @Option(
      names = "--swap",
      description = {
        "Puts the shadow in the place of the table in use, which is kept as TABLE__before. PostgreSQL alone can",
        "rename tables."
      })
  private boolean swap;

  @Option(
      names = "--partial",
      description = "Fills a shadow though the topic no longer holds its first records.")
  private boolean partial;

  @Option(
      names = "--mapping-revision",
      arity = "0..1",
      paramLabel = "N",
      fallbackValue = OF_THE_FILE,
      description = {
        "Writes nothing, but shows which rows, and which of their columns, the mapping of the file would make",
        "otherwise than the entity's topic holds them. With N it wants that revision in the file."
      })
  private @Nullable Integer mappingRevision;

  @Option(
      names = "--apply",
      description = {
        "Publishes what --mapping-revision shows: the rows' last changes as the mapping makes them now, for every",
        "target. The transform and the sinks must run with the same file. Killed, the same command goes on."
      })
  private boolean apply;

  @Option(names = "--yes", description = "Does not ask before --apply writes, for scripts.")
  private boolean yes;

  @Option(names = "--restart", description = "Begins anew, though an earlier start got some way.")
  private boolean restart;

  @Option(
      names = "--why",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "The reason, for the audit. No values of rows, please: it is kept for ever.")
  private String why = "";

  @Option(names = "--json", description = "Ends with one line of JSON.")
  private boolean json;

  @Override
  ExitStatus run(PrintWriter out) throws IOException, InterruptedException {
    Pipeline pipeline = file().pipeline();
    if (mappingRevision != null) {
      return remap(pipeline, mappingRevision, out);
    } else if (target == null) {
      throw refused("--to is missing: postgres or dynamo.");
    } else if (apply || yes) {
      throw refused("--apply and --yes go with --mapping-revision.");
    }
    ReplayOrder order = order(pipeline);
    return into == null ? live(pipeline, order, out) : shadow(pipeline, order, out);
  }

  private ExitStatus remap(Pipeline pipeline, int revision, PrintWriter out)
      throws IOException, InterruptedException {
    if (target != null || into != null || compare || swap || partial || restart || isRange()) {
      throw refused("--mapping-revision goes with --entity alone: it looks at the topics only.");
    } else if (yes && !apply) {
      throw refused("--yes goes with --apply.");
    }
    int ofFile = pipeline.mapping().revision();
    if (revision != Integer.parseInt(OF_THE_FILE) && revision != ofFile) {
      throw refused("--mapping-revision says " + revision + ", and the file " + ofFile + ".");
    }
    RemapRun run = new RemapRun(pipeline, entity.of(pipeline), json, out, this::tell);
    return apply ? run.apply(checkedRate(), why, yes) : run.preview();
  }

  private int checkedRate() {
    if (rate < 1) {
      throw refused("--rate wants a whole number of at least 1.");
    }
    return rate;
  }

  private boolean isRange() {
    return !from.isEmpty() || !toTime.isEmpty() || hasKeys();
  }

  private boolean hasKeys() {
    return !keys.isEmpty() || keysFile != null;
  }

  private ExitStatus live(Pipeline pipeline, ReplayOrder order, PrintWriter out) {
    if (compare || swap || partial || !toTime.isEmpty()) {
      throw refused("--compare, --swap, --partial and --to-time go with --into shadow.");
    }
    ReplayCounts counts = new LiveReplay(pipeline, order, new Printing(order, out)).run();
    out.println(ReplayText.end(counts));
    if (json) {
      out.println(ReplayText.json(order, counts));
    }
    return counts.rejected() == 0 ? ExitStatus.OK : ExitStatus.DIFFERENT;
  }

  private ExitStatus shadow(Pipeline pipeline, ReplayOrder order, PrintWriter out)
      throws InterruptedException {
    if (swap && order.target() == Target.DYNAMO) {
      throw refused(
          "DynamoDB's tables cannot change their names. Pause the entity, fill the shadow, name it as the entity's"
              + " table in the file, start the sink again and resume the entity.");
    }
    if (order.from() != ReplayFrom.START || !order.keys().isEmpty() || (compare && swap)) {
      throw refused(
          "A shadow is made of all that the topic holds, without --from and --keys, and is compared or swapped.");
    } else if (order.until().isPresent() && (compare || swap)) {
      throw refused("A shadow with --to-time is older than the table in use: it is only filled.");
    }
    ShadowReplay.Wish wish =
        compare
            ? ShadowReplay.Wish.COMPARE
            : swap ? ShadowReplay.Wish.SWAP : ShadowReplay.Wish.FILL;
    ShadowReplay.Result result =
        new ShadowReplay(pipeline, order, wish, partial, new Printing(order, out)).run();
    ReplayText.shadow(order, result).forEach(out::println);
    if (json) {
      out.println(ReplayText.json(order, result));
    }
    boolean clean =
        result.counts().rejected() == 0
            && result.report().map(ShadowReport::differences).orElse(0L) == 0;
    return clean ? ExitStatus.OK : ExitStatus.DIFFERENT;
  }

  private ReplayOrder order(Pipeline pipeline) {
    int limit = checkedRate();
    Target to = Objects.requireNonNull(target);
    List<EntityPlan> plans = entity.of(pipeline);
    EntityOption.targets(plans, to.toString());
    return new ReplayOrder(plans.get(0).name(), to, from(), until(), keys(), limit, restart, why);
  }

  private ReplayFrom from() {
    if (from.isEmpty()) {
      return ReplayFrom.START;
    }
    if (from.chars().allMatch(Character::isDigit)) {
      try {
        return new ReplayFrom.Offset(Long.parseLong(from));
      } catch (NumberFormatException e) {
        throw refused("--from " + from + " is larger than any offset.");
      }
    }
    return new ReplayFrom.Time(
        time(from, "--from " + from + " is neither an offset nor a time in UTC."));
  }

  private Optional<Instant> until() {
    return toTime.isEmpty()
        ? Optional.empty()
        : Optional.of(time(toTime, "--to-time " + toTime + " is no time in UTC."));
  }

  private static Instant time(String text, String otherwise) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw refused(otherwise);
    }
  }

  /** A text with commas can be one key of several values, or several of one: never both. */
  private Set<String> keys() {
    Set<String> all = new LinkedHashSet<>();
    for (String key : keys) {
      String[] parts = key.split(",", -1);
      if (!key.strip().startsWith("{")) {
        Arrays.stream(parts).map(String::strip).forEach(all::add);
      }
      if (!Arrays.stream(parts).allMatch(String::isBlank)) {
        all.add(key.strip());
      }
    }
    if (keysFile != null) {
      try {
        Files.readAllLines(keysFile).stream().map(String::strip).forEach(all::add);
      } catch (IOException e) {
        throw refused("--keys-file " + keysFile + " cannot be read.");
      }
    }
    all.remove("");
    if (all.isEmpty() && hasKeys()) {
      throw refused("No key was named.");
    }
    return all;
  }

  private static TandemException refused(String sentence) {
    return new TandemException(CliCode.REPLAY, sentence + " " + CliCode.REPLAY.remedy());
  }

  /** Where else rows can be written. */
  enum Into {
    /** A table beside the one in use. */
    SHADOW
  }

  /** Prints how it goes. */
  private record Printing(ReplayOrder order, PrintWriter out) implements LiveReplay.Listener {
    @Override
    public void begins(ReplayProgress progress, boolean whole) {
      ReplayText.beginning(order, progress, whole).forEach(out::println);
      out.flush();
    }

    @Override
    public void progress(ReplayProgress progress) {
      out.println(ReplayText.line(progress));
      out.flush();
    }
  }
}
