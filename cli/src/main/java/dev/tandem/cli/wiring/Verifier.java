/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.wiring;

import dev.tandem.dynamo.DynamoTarget;
import dev.tandem.model.error.TandemException;
import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.mapping.MappingMismatch;
import dev.tandem.model.target.TargetReader;
import dev.tandem.mysql.MySqlReader;
import dev.tandem.postgres.PostgresTarget;
import dev.tandem.verify.EntityReport;
import dev.tandem.verify.Limits;
import dev.tandem.verify.Verification;
import java.util.function.Consumer;

/** Verifies every entity in each of its targets. */
public final class Verifier {
  private final Pipeline pipeline;
  private final Limits limits;

  /** Verifies that pipeline. */
  public Verifier(Pipeline pipeline, Limits limits) {
    this.pipeline = pipeline;
    this.limits = limits;
  }

  /**
   * Hands over each report as it is done.
   *
   * @throws TandemException when a side cannot be read, or the pipeline does not come on
   */
  public void verify(Consumer<EntityReport> reports) throws InterruptedException {
    try (PipelineProgress progress = new PipelineProgress(pipeline);
        MySqlReader source = new MySqlReader(pipeline.source())) {
      PostgresTarget postgres = pipeline.postgres().orElse(null);
      DynamoTarget dynamo = pipeline.dynamo().orElse(null);
      for (EntityPlan entity : pipeline.mapping().entities()) {
        if (postgres != null && entity.postgres().isPresent()) {
          reports.accept(verify(entity, "postgres", postgres.reader(entity), source, progress));
        }
        if (dynamo != null && entity.dynamo().isPresent()) {
          reports.accept(verify(entity, "dynamo", dynamo.reader(entity), source, progress));
        }
      }
    }
  }

  private EntityReport verify(
      EntityPlan entity,
      String name,
      TargetReader target,
      MySqlReader source,
      PipelineProgress progress)
      throws InterruptedException {
    try (target) {
      return new Verification(source, target, progress, limits).verify(entity, name);
    } catch (MappingMismatch e) {
      throw new TandemException(WiringCode.SOURCE, String.valueOf(e.getMessage()), e);
    }
  }
}
