/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.letters;

import dev.tandem.capture.CaptureCode;
import dev.tandem.capture.RecordKeys;
import dev.tandem.cli.wiring.Pipeline;
import dev.tandem.cli.wiring.PipelineProgress;
import dev.tandem.model.error.TandemException;
import dev.tandem.model.mapping.EntityPlan;
import dev.tandem.model.source.SourceReader;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.source.TableId;
import dev.tandem.wire.RereadRequest;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Has capture read all rows of an entity's tables again, some at a time between the changes of the
 * log, so that whatever changes meanwhile the log has the last word.
 */
public final class Resnapshot {
  /** Few enough that they do not pile up before the log, and many for a source that rests. */
  private static final int ROWS_AT_A_TIME = 20 * RereadRequest.MOST_ROWS;

  private final Pipeline pipeline;
  private final Operator operator;
  private final Clock clock;
  private final Path folder;

  /**
   * Connects when it is run.
   *
   * @param folder where the keys of rows are kept until all are sent
   */
  public Resnapshot(Pipeline pipeline, Operator operator, Clock clock, Path folder) {
    this.pipeline = pipeline;
    this.operator = operator;
    this.clock = clock;
    this.folder = folder;
  }

  /**
   * Sends all rows, and waits until every sink has them. Cut off, it goes on where it was when it
   * is run again.
   *
   * @param plans those of the entity, one for each of its tables
   * @param why for people
   * @param anew whether to begin anew with what was cut off
   * @param progress is told after each portion
   * @throws TandemException when a table has no key, a part of the pipeline does not come on, or
   *     the entity is paused at a target
   */
  public Resent run(List<EntityPlan> plans, String why, boolean anew, Progress progress)
      throws InterruptedException {
    String entity = plans.get(0).name().toString();
    Map<TableId, UnaryOperator<SourceTable>> tables = new LinkedHashMap<>();
    for (EntityPlan plan : plans) {
      plan.joins().tables().forEach(table -> tables.put(table, UnaryOperator.identity()));
      tables.put(plan.from(), table -> table.keyedBy(plan.keyColumns(table)));
    }
    Map<String, String> what = Map.of("tables", tables.keySet().toString());
    Resent total = Resent.NOTHING;
    try (Settlements out = new Settlements(pipeline, operator, clock);
        SourceReader source = pipeline.source().reader();
        PipelineProgress sinks = new PipelineProgress(pipeline)) {
      out.note("entity.resnapshot-begun", entity, why, what, Map.of());
      for (Map.Entry<TableId, UnaryOperator<SourceTable>> one : tables.entrySet()) {
        SourceTable table = one.getValue().apply(source.table(one.getKey()));
        total = total.plus(send(table, source, out, anew, progress));
      }
      sinks.awaitPublished(List.copyOf(tables.keySet()));
      out.note("entity.resnapshot-done", entity, why, what, total.asMap());
    }
    return total;
  }

  private Resent send(
      SourceTable table, SourceReader source, Settlements out, boolean anew, Progress progress)
      throws InterruptedException {
    List<String> key = table.key();
    if (key.isEmpty()) {
      throw new TandemException(
          CaptureCode.REQUEST,
          table.id() + " has no key by which to ask for a row. " + CaptureCode.REQUEST.remedy());
    }
    Resent sent = Resent.NOTHING;
    try (KeySpool keys =
        KeySpool.of(
            folder,
            table.id().toString(),
            anew,
            taker -> source.scan(table, row -> taker.accept(RecordKeys.json(row, key))))) {
      progress.told(table.id(), keys.done(), keys.total());
      for (List<String> some = keys.next(ROWS_AT_A_TIME);
          !some.isEmpty();
          some = keys.next(ROWS_AT_A_TIME)) {
        sent = sent.plus(send(table.id(), some, out));
        keys.done(some.size());
        progress.told(table.id(), keys.done(), keys.total());
      }
      keys.delete();
    }
    return sent;
  }

  private Resent send(TableId table, List<String> keys, Settlements out)
      throws InterruptedException {
    Set<LetterRows.Place> places = new LinkedHashSet<>();
    keys.forEach(key -> places.add(new LetterRows.Place(table, new RereadRequest.Row(key, 0, -1))));
    Resent sent = Resent.NOTHING;
    try (Asking asking = new Asking(pipeline, "an entity read again")) {
      asking.ask(places, operator, out, clock);
      asking.await();
      for (LetterRows.Place place : places) {
        sent = sent.plus(Resent.of(asking.answered(place)));
      }
    }
    return sent;
  }

  /** Is told how far it is. */
  public interface Progress {
    /** So many rows of so many are done with. */
    void told(TableId table, long done, long total);
  }
}
