/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.letters;

import dev.tandem.capture.RecordKeys;
import dev.tandem.cli.wiring.Pipeline;
import dev.tandem.cli.wiring.PipelineProgress;
import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.source.SourceRow;
import dev.tandem.verify.EntityReport;
import dev.tandem.wire.RereadRequest;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Puts right what verification found to differ: the rows are read again at the source, and sent
 * along the ordinary way, never written straight into a target.
 */
public final class Repair {
  private final Pipeline pipeline;
  private final Operator operator;
  private final Clock clock;

  /** Connects when it is run. */
  public Repair(Pipeline pipeline, Operator operator, Clock clock) {
    this.pipeline = pipeline;
    this.operator = operator;
    this.clock = clock;
  }

  /**
   * Sends the rows that the reports list, and waits until every sink has them.
   *
   * @return how many rows that were
   * @throws dev.tandem.model.error.TandemException when a part of the pipeline does not come on
   */
  public int run(List<EntityReport> reports) throws InterruptedException {
    Set<LetterRows.Place> places = new LinkedHashSet<>();
    for (EntityReport report : reports) {
      report.repairable().first().forEach(row -> places.add(place(report, row)));
    }
    try (Settlements out = new Settlements(pipeline, operator, clock);
        Asking asking = new Asking(pipeline, "differences repaired");
        PipelineProgress progress = new PipelineProgress(pipeline)) {
      reports.stream().filter(report -> !report.repairable().isEmpty()).forEach(out::repairing);
      asking.ask(places, operator, out, clock);
      asking.await();
      progress.awaitPublished(places.stream().map(LetterRows.Place::table).distinct().toList());
    }
    return places.size();
  }

  private LetterRows.Place place(EntityReport report, SourceRow row) {
    EntityPlan plan =
        pipeline.mapping().of(row.table().id()).stream()
            .filter(one -> one.name().equals(report.entity()))
            .findFirst()
            .orElseThrow();
    String key = RecordKeys.json(row, plan.keyColumns(row.table()));
    return new LetterRows.Place(row.table().id(), new RereadRequest.Row(key, 0, -1));
  }
}
