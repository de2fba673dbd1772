/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.cli.wiring.Pipeline;
import dev.tandem.cli.wiring.Verifier;
import dev.tandem.config.ConfigReader;
import dev.tandem.config.ConfigResult;
import dev.tandem.config.PipelineConfig;
import dev.tandem.verify.EntityReport;
import dev.tandem.verify.Limits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A pipeline over the shop's servers, in this process. */
final class ShopPipeline {
  private ShopPipeline() {}

  static Pipeline of(Path file, Map<String, String> environment, Path folder) {
    ConfigResult result = ConfigReader.read(file, environment::get);
    assertThat(result).isInstanceOf(ConfigResult.Valid.class);
    PipelineConfig config = ((ConfigResult.Valid) result).config();
    return new Pipeline(config, config.kafka().orElseThrow(), folder);
  }

  /** What differs once the pipeline is as far as the source is now. */
  static List<String> differences(Pipeline pipeline) throws InterruptedException {
    List<EntityReport> reports = new ArrayList<>();
    new Verifier(pipeline, Limits.DEFAULT).verify(reports::add);
    return reports.stream()
        .filter(report -> !report.agrees())
        .flatMap(report -> ReportText.lines(report).stream())
        .toList();
  }
}
