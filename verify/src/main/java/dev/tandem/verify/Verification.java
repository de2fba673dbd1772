/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.verify;

import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.mapping.MappingMismatch;
import dev.tandem.model.source.SourceReader;
import dev.tandem.model.target.TargetReader;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares a source with a target while both are in use. Each entity takes three steps: both sides
 * are read once into a {@link Sketch}, in which all that is equal cancels out; if anything remains,
 * both are read again for the rows that it names; and these are looked at one by one, after
 * everything that the source had committed has been applied. Memory does not depend on how many
 * rows there are.
 */
public final class Verification {
  private static final Logger LOG = LoggerFactory.getLogger(Verification.class);

  private final SourceReader source;
  private final SourceReader beside;
  private final TargetReader target;
  private final Progress progress;
  private final Limits limits;

  /**
   * Compares source and target; all readers stay the caller's to close.
   *
   * @param beside reads from the source what belongs to rows while these are read
   */
  public Verification(
      SourceReader source,
      SourceReader beside,
      TargetReader target,
      Progress progress,
      Limits limits) {
    this.source = source;
    this.beside = beside;
    this.target = target;
    this.progress = progress;
    this.limits = limits;
  }

  /**
   * Compares one entity.
   *
   * @param plans one for each of its tables
   * @param targetName what the report calls the target
   * @throws MappingMismatch when the plan does not fit the table as it is now
   * @throws dev.tandem.model.error.TandemException when a side cannot be read
   */
  public EntityReport verify(List<EntityPlan> plans, String targetName)
      throws MappingMismatch, InterruptedException {
    long start = System.nanoTime();
    EntitySides sides = new EntitySides(source, beside, target, plans);
    Recheck recheck = new Recheck(sides, source, progress, limits.rounds());
    Findings findings = new Findings(limits.listed());
    new EntityVerification(sides, recheck, limits, findings).run();
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    EntityReport report = findings.report(sides.schema().name(), targetName, millis);
    LOG.info(
        "{} in {}: {} differences in {} rows after {} ms",
        report.entity(),
        targetName,
        report.differences().count(),
        report.sourceRows(),
        millis);
    return report;
  }
}
