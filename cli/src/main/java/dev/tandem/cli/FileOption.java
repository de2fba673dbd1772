/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import dev.tandem.cli.wiring.Pipeline;
import dev.tandem.config.ConfigReader;
import dev.tandem.config.ConfigResult;
import dev.tandem.config.KafkaConfig;
import dev.tandem.config.PipelineConfig;
import dev.tandem.config.problem.Problem;
import dev.tandem.model.error.TandemException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** {@code -f tandem.yaml}: the file that every command works on. */
final class FileOption {
  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      defaultValue = "tandem.yaml",
      description = "The pipeline (default: ${DEFAULT-VALUE}).")
  private Path file = Path.of("tandem.yaml");

  /**
   * The pipeline as the file describes it.
   *
   * @throws TandemException with every problem of the file; nothing has been touched
   */
  PipelineConfig config() {
    ConfigResult result = ConfigReader.read(file, System::getenv);
    if (result instanceof ConfigResult.Invalid invalid) {
      String lines =
          invalid.problems().stream().map(Problem::toString).collect(Collectors.joining("\n"));
      int count = invalid.problems().size();
      String problems = count == 1 ? " has a problem" : " has " + count + " problems";
      throw new TandemException(CliCode.FILE, file + problems + "; nothing was started.\n" + lines);
    }
    return ((ConfigResult.Valid) result).config();
  }

  /**
   * The pipeline on servers that the file names.
   *
   * @throws TandemException when the file is not clean, or leaves a server out
   */
  Pipeline pipeline() {
    PipelineConfig config = config();
    KafkaConfig kafka = config.kafka().orElseThrow(() -> leftOut("kafka"));
    Pipeline pipeline = new Pipeline(config, kafka, folder(config));
    if (config.postgres().isEmpty() && !pipeline.toPostgres().isEmpty()) {
      throw leftOut("targets.postgres");
    }
    if (config.dynamo().isEmpty() && !pipeline.toDynamo().isEmpty()) {
      throw leftOut("targets.dynamo");
    }
    return pipeline;
  }

  /** A pipeline to be looked at, which never starts: it may leave out any server. */
  Pipeline unstarted(PipelineConfig config) {
    KafkaConfig kafka = config.kafka().orElseGet(() -> KafkaConfig.of("embedded:0"));
    return new Pipeline(config, kafka, folder(config));
  }

  private TandemException leftOut(String server) {
    return new TandemException(
        CliCode.EMBEDDED_ONLY,
        file
            + " names no "
            + server
            + ": the embedded one lives inside './tandem run' alone. "
            + CliCode.EMBEDDED_ONLY.remedy());
  }

  /** Where a pipeline keeps files: beside the file. */
  Path folder(PipelineConfig config) {
    return file.toAbsolutePath().resolveSibling(".tandem").resolve(config.name());
  }
}
