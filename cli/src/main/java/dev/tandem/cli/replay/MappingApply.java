/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.replay;

import dev.tandem.cli.letters.Journal;
import dev.tandem.cli.letters.Operator;
import dev.tandem.cli.wiring.Pipeline;
import dev.tandem.cli.wiring.RunningProcesses;
import dev.tandem.model.entity.EntityName;
import dev.tandem.model.error.TandemException;
import dev.tandem.sink.RateLimit;
import dev.tandem.transform.Remap;
import dev.tandem.transform.RemapListener;
import dev.tandem.transform.RemapReport;
import dev.tandem.transform.RemapResult;
import dev.tandem.wire.report.ProcessReport;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Publishes an entity's rows as the mapping in use makes them, where the topic holds them
 * otherwise.
 */
public final class MappingApply {
  private final Pipeline pipeline;
  private final EntityName entity;
  private final Clock clock;
  private final RemapListener listener;

  /**
   * Connects when it is run.
   *
   * @param listener is told how it goes
   */
  public MappingApply(Pipeline pipeline, EntityName entity, Clock clock, RemapListener listener) {
    this.pipeline = pipeline;
    this.entity = entity;
    this.clock = clock;
    this.listener = listener;
  }

  /**
   * What would be published; writes nothing.
   *
   * @throws TandemException when it could not be published so
   */
  public RemapReport look() throws InterruptedException {
    requireRevision();
    RemapReport report = new MappingPreview(pipeline, entity, listener).run();
    requireNothingInTheWay(report);
    return report;
  }

  /**
   * Publishes what differs now, and writes into the audit who had it done. Cut off, it goes on when
   * it is done again.
   *
   * @param found what {@link #look} told
   * @param rate the most rows a second
   * @param why for people
   * @throws TandemException when the transform maps otherwise by now, or Kafka does not let it
   */
  public RemapResult publish(RemapReport found, int rate, String why) throws InterruptedException {
    requireRevision();
    try (Journal audit = new Journal(pipeline, Operator.current(), clock);
        Remap remap = MappingPreview.remap(pipeline, entity, limited(rate))) {
      audit.note("mapping.apply-begun", entity.toString(), why, before(found), Map.of());
      RemapResult result = remap.apply();
      audit.note("mapping.apply-done", entity.toString(), why, before(found), after(result));
      return result;
    }
  }

  private RemapListener limited(int rate) {
    RateLimit limit = new RateLimit(rate, System::nanoTime);
    return new RemapListener() {
      @Override
      public void compares(long done, long total) {
        listener.compares(done, total);
      }

      @Override
      public void publishes() {
        limit.pass(1);
        listener.publishes();
      }
    };
  }

  private void requireRevision() {
    int revision = pipeline.mapping().revision();
    if (revision == 0) {
      throw refused(MappingCode.REVISION, "The file's revision is 0, the lowest of all.");
    }
    try (RunningProcesses processes = new RunningProcesses(pipeline, clock)) {
      List<ProcessReport> transforms = processes.of("transform");
      if (transforms.isEmpty()) {
        throw refused(MappingCode.RUNNING, "No transform of this pipeline runs.");
      }
      transforms.forEach(report -> requireRevision(revision, report));
    }
  }

  private static void requireRevision(int revision, ProcessReport report) {
    Integer runs = report.revision();
    if (runs == null || runs != revision) {
      throw refused(
          MappingCode.RUNNING,
          String.format(
              Locale.ROOT,
              "The transform %s %s, and the file says %d.",
              report.identity().instance(),
              runs == null ? "does not tell its revision" : "runs under revision " + runs,
              revision));
    }
  }

  private static void requireNothingInTheWay(RemapReport report) {
    RemapReport.Obstacles obstacles = report.obstacles();
    if (obstacles.moved() > 0) {
      throw refused(
          MappingCode.PLACE,
          String.format(
              Locale.ROOT,
              "%,d rows would get another key, or another place in DynamoDB.",
              obstacles.moved()));
    } else if (obstacles.outdated() > 0) {
      throw refused(
          MappingCode.REVISION,
          String.format(
              Locale.ROOT,
              "%,d of the rows that would change were made under revision %d or a higher one.",
              obstacles.outdated(),
              report.revision()));
    }
  }

  private static TandemException refused(MappingCode code, String sentence) {
    return new TandemException(code, sentence + " " + code.remedy());
  }

  private static Map<String, String> before(RemapReport found) {
    Map<String, String> before = new TreeMap<>();
    before.put("revision", Integer.toString(found.revision()));
    before.put("changed", Long.toString(found.changed()));
    before.put("new", Long.toString(found.fresh()));
    before.put("gone", Long.toString(found.gone()));
    return before;
  }

  private static Map<String, String> after(RemapResult result) {
    return Map.of(
        "published", Long.toString(result.published()),
        "superseded", Long.toString(result.superseded()),
        "refused", Long.toString(result.found().refusals()),
        "lost", Long.toString(result.found().obstacles().lost()));
  }
}
