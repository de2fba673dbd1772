/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import dev.tandem.cli.replay.LiveReplay;
import dev.tandem.cli.replay.MappingPreview;
import dev.tandem.cli.replay.ReplayOrder;
import dev.tandem.cli.replay.ShadowReplay;
import dev.tandem.cli.replay.Target;
import dev.tandem.cli.wiring.Pipeline;
import dev.tandem.model.entity.EntityName;
import dev.tandem.model.error.ExitStatus;
import dev.tandem.model.error.TandemException;
import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.target.ShadowReport;
import dev.tandem.sink.ReplayCounts;
import dev.tandem.sink.ReplayFrom;
import dev.tandem.sink.ReplayProgress;
import dev.tandem.transform.RemapReport;
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
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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
      "1:done, and changes were refused, or a shadow differs from the table in use, or rows would change",
      "2:no such entity or target, or the topic does not hold the range",
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
      "  ./tandem replay -f tandem.yaml --entity lending.customer --mapping-revision"
    })
final class ReplayCommand implements Callable<Integer> {
  @Mixin private FileOption file = new FileOption();

  @Option(
      names = "--entity",
      required = true,
      paramLabel = "NAME",
      description = "The entity, such as lending.customer.")
  private String entity = "";

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
      description = {
        "Writes nothing, but shows which rows, and which of their columns, the mapping of the file would make",
        "otherwise than the entity's topic holds them."
      })
  private boolean mappingRevision;

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

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before the command is called
  private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Pipeline pipeline = file.pipeline();
    if (mappingRevision) {
      return preview(pipeline, out);
    } else if (target == null) {
      throw refused("--to is missing: postgres or dynamo.");
    }
    ReplayOrder order = order(pipeline);
    return into == null ? live(pipeline, order, out) : shadow(pipeline, order, out);
  }

  private int preview(Pipeline pipeline, PrintWriter out) throws InterruptedException {
    if (target != null || into != null || compare || swap || partial || restart || isRange()) {
      throw refused("--mapping-revision goes with --entity alone: it looks at the topics only.");
    }
    EntityName name = EntityOption.plans(pipeline, entity).get(0).name();
    RemapReport report = new MappingPreview(pipeline, name).run();
    RemapText.lines(name, report).forEach(out::println);
    if (json) {
      out.println(RemapText.json(name, report));
    }
    out.flush();
    boolean same = report.differing() == 0 && report.refusals() == 0;
    return (same ? ExitStatus.OK : ExitStatus.DIFFERENT).status();
  }

  private boolean isRange() {
    return !from.isEmpty() || !toTime.isEmpty() || hasKeys();
  }

  private boolean hasKeys() {
    return !keys.isEmpty() || keysFile != null;
  }

  private int live(Pipeline pipeline, ReplayOrder order, PrintWriter out) {
    if (compare || swap || partial || !toTime.isEmpty()) {
      throw refused("--compare, --swap, --partial and --to-time go with --into shadow.");
    }
    ReplayCounts counts = new LiveReplay(pipeline, order, new Printing(order, out)).run();
    out.println(ReplayText.end(counts));
    if (json) {
      out.println(ReplayText.json(order, counts));
    }
    out.flush();
    return (counts.rejected() == 0 ? ExitStatus.OK : ExitStatus.DIFFERENT).status();
  }

  private int shadow(Pipeline pipeline, ReplayOrder order, PrintWriter out)
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
    out.flush();
    boolean clean =
        result.counts().rejected() == 0
            && result.report().map(ShadowReport::differences).orElse(0L) == 0;
    return (clean ? ExitStatus.OK : ExitStatus.DIFFERENT).status();
  }

  private ReplayOrder order(Pipeline pipeline) {
    if (rate < 1) {
      throw refused("--rate wants a whole number of at least 1.");
    }
    EntityName name = entity(pipeline);
    return new ReplayOrder(
        name, Objects.requireNonNull(target), from(), until(), keys(), rate, restart, why);
  }

  /** An entity of the file that goes to the target. */
  private EntityName entity(Pipeline pipeline) {
    List<EntityName> there =
        pipeline.mapping().entities().stream()
            .filter(plan -> target != null && target.takes(plan))
            .map(EntityPlan::name)
            .distinct()
            .toList();
    return there.stream()
        .filter(name -> name.toString().equals(entity))
        .findFirst()
        .orElseThrow(
            () ->
                new TandemException(
                    CliCode.ENTITY,
                    "No entity "
                        + entity
                        + " goes to "
                        + target
                        + ". "
                        + CliCode.ENTITY.remedy()
                        + " There are: "
                        + there.stream()
                            .map(EntityName::toString)
                            .collect(Collectors.joining(", "))));
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
