/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import dev.tandem.cli.load.LoadCode;
import dev.tandem.cli.load.LoadJson;
import dev.tandem.cli.load.LoadOptions;
import dev.tandem.cli.load.LoadResult;
import dev.tandem.cli.load.LoadRun;
import dev.tandem.cli.load.LoadText;
import dev.tandem.cli.load.Objective;
import dev.tandem.cli.load.ReportFolder;
import dev.tandem.cli.load.Spans;
import dev.tandem.cli.wiring.Pipeline;
import dev.tandem.config.PipelineConfig;
import dev.tandem.lending.LendingSchema;
import dev.tandem.lending.work.Mix;
import dev.tandem.model.error.ExitStatus;
import dev.tandem.model.error.TandemException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** {@code ./tandem load}. */
@Command(
    name = "load",
    mixinStandardHelpOptions = true,
    description = {
      "Changes the sample database at a set rate while the pipeline runs, and measures at each target how long",
      "every change takes from the moment it was due until it can be seen there.",
      "Writes into no database but the sample, which --create makes."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:the objective was met, or there was none, and every change arrived",
      "6:the objective was missed, or changes did not arrive"
    },
    footer = {
      "",
      "Examples:",
      "  ./tandem load -f tandem.yaml --rate 1000 --duration 10m --mix write-heavy --slo p99=500ms --report load",
      "  ./tandem load -f tandem.yaml --create --rows 200000 --rate 200 --duration 1m"
    })
final class LoadCommand extends PipelineCommand {
  private static final String PASSWORD = "TANDEM_LOAD_PASSWORD";
  private static final long LEAST_ROWS = 1_000;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "1000",
      description =
          "Changed rows a second, with read-heavy reads and changes (default: ${DEFAULT-VALUE}).")
  private int rate;

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      defaultValue = "1m",
      converter = SpanForm.class,
      description = "How long to measure: 30s, 10m, 1h (default: ${DEFAULT-VALUE}).")
  private Duration duration = Duration.ofMinutes(1);

  @Option(
      names = "--warm-up",
      paramLabel = "TIME",
      defaultValue = "30s",
      converter = SpanForm.class,
      description = "How long to load before that (default: ${DEFAULT-VALUE}).")
  private Duration warmUp = Duration.ofSeconds(30);

  @Option(
      names = "--mix",
      paramLabel = "MIX",
      defaultValue = "write-heavy",
      converter = MixForm.class,
      completionCandidates = MixNames.class,
      description = "What to do: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Mix mix = Mix.WRITE_HEAVY;

  @Option(
      names = "--slo",
      paramLabel = "GOALS",
      converter = ObjectiveForm.class,
      description = "What each target must keep to: p99=500ms,p50=100ms,max=5s.")
  private Objective objective = Objective.NONE;

  @Option(
      names = "--clients",
      paramLabel = "N",
      defaultValue = "8",
      description = "Sessions at the source (default: ${DEFAULT-VALUE}).")
  private int clients;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of data and changes (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--database",
      paramLabel = "NAME",
      defaultValue = LendingSchema.DATABASE,
      description = "The sample database (default: ${DEFAULT-VALUE}).")
  private String database = LendingSchema.DATABASE;

  @Option(
      names = "--create",
      description = "Makes the sample database first, or fills one that is empty; MySQL only.")
  private boolean create;

  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "200000",
      description = "Rows to fill it with (default: ${DEFAULT-VALUE}).")
  private long rows;

  @Option(
      names = "--user",
      paramLabel = "NAME",
      description = {
        "Another user of the source than the file's, who may write.",
        "The password is read from the variable " + PASSWORD + "."
      })
  private @Nullable String user;

  @Option(
      names = "--report",
      paramLabel = "FOLDER",
      description = "Keeps the report there: load.html and load.json.")
  private @Nullable Path report;

  @Option(names = "--json", description = "Ends with one line of JSON.")
  private boolean json;

  @Override
  ExitStatus run(PrintWriter out) throws InterruptedException {
    LoadOptions options = options();
    PipelineConfig config = file().config();
    Pipeline pipeline = file().pipeline();
    Optional<ReportFolder> folder = Optional.ofNullable(report).map(ReportFolder::new);
    folder.ifPresent(ReportFolder::prepare);
    LoadResult result =
        LoadRun.of(pipeline, config.source(), options, this::tell).run(config.name());
    LoadText.lines(result).forEach(out::println);
    folder.ifPresent(to -> out.println("report: " + to.write(result)));
    if (json) {
      out.println(LoadJson.line(result));
    }
    judge(result);
    return ExitStatus.OK;
  }

  private LoadOptions options() {
    if (rate < 1 || clients < 1 || duration.isZero() || rows < LEAST_ROWS) {
      throw new ParameterException(
          commandLine(),
          "--rate, --clients and --duration want at least 1, --rows at least " + LEAST_ROWS);
    }
    return new LoadOptions(
        mix,
        rate,
        warmUp,
        duration,
        clients,
        seed,
        objective,
        database,
        create,
        rows,
        Optional.ofNullable(user).map(name -> new LoadOptions.Login(name, password())));
  }

  private static String password() {
    return Optional.ofNullable(System.getenv(PASSWORD))
        .orElseThrow(
            () ->
                new TandemException(
                    LoadCode.SOURCE,
                    "--user wants the user's password in the variable " + PASSWORD + "."));
  }

  private static void judge(LoadResult result) {
    if (result.lost() > 0) {
      throw new TandemException(
          LoadCode.LOST,
          result.lost()
              + " changes did not arrive within a minute after the end. "
              + LoadCode.LOST.remedy());
    }
    if (!result.missed().isEmpty()) {
      throw new TandemException(
          LoadCode.OBJECTIVE,
          "The objective was missed: "
              + String.join("; ", result.missed())
              + ". "
              + LoadCode.OBJECTIVE.remedy());
    }
  }

  /** Reads a span of time. */
  static final class SpanForm implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      return read(text, Spans::parse);
    }
  }

  /** Reads an objective. */
  static final class ObjectiveForm implements ITypeConverter<Objective> {
    @Override
    public Objective convert(String text) {
      return read(text, Objective::parse);
    }
  }

  /** What picocli prints is what the reader says is wrong. */
  private static <T> T read(String text, Function<String, T> reader) {
    try {
      return reader.apply(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  /** Reads a mix. */
  static final class MixForm implements ITypeConverter<Mix> {
    @Override
    public Mix convert(String text) {
      return Arrays.stream(Mix.values())
          .filter(one -> one.title().equals(text.strip().toLowerCase(Locale.ROOT)))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "'"
                          + text
                          + "' is none of "
                          + Arrays.stream(Mix.values()).map(Mix::title).toList()));
    }
  }

  /** The names of all mixes. */
  static final class MixNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(Mix.values()).map(Mix::title).iterator();
    }
  }
}
