/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.letters;

import dev.tandem.cli.wiring.Pipeline;
import dev.tandem.cli.wiring.WiringCode;
import dev.tandem.model.error.TandemException;
import dev.tandem.model.source.TableId;
import dev.tandem.wire.RequestsTopic;
import dev.tandem.wire.RereadAnswer;
import dev.tandem.wire.RereadRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** Asks capture to read rows again, and waits for its answers. */
final class Asking implements AutoCloseable {
  private static final Duration LONGEST_STANDSTILL = Duration.ofMinutes(2);
  private static final long INTERVAL_MS = 200;

  private final Pipeline pipeline;
  private final String why;
  private final RequestsTopic.Reader reader;
  private final Map<LetterRows.Place, Asked> asked = new LinkedHashMap<>();
  private final Set<String> requests = new LinkedHashSet<>();

  /**
   * Nothing is asked yet; the topic must be there.
   *
   * @param why what for, for people
   */
  Asking(Pipeline pipeline, String why) {
    this.pipeline = pipeline;
    this.why = why;
    this.reader = RequestsTopic.Reader.fromNow(pipeline.kafka(), pipeline.names());
  }

  /** Sends the requests for rows, each row once. */
  void ask(Set<LetterRows.Place> rows, Operator operator, Settlements out, Clock clock) {
    Map<TableId, List<LetterRows.Place>> byTable = new TreeMap<>();
    rows.forEach(row -> byTable.computeIfAbsent(row.table(), none -> new ArrayList<>()).add(row));
    byTable.forEach(
        (table, all) -> {
          for (int from = 0; from < all.size(); from += RereadRequest.MOST_ROWS) {
            List<LetterRows.Place> some =
                all.subList(from, Math.min(all.size(), from + RereadRequest.MOST_ROWS));
            RereadRequest request = request(table, some, operator, clock);
            for (int row = 0; row < some.size(); row++) {
              asked.put(some.get(row), new Asked(request, row));
            }
            requests.add(request.id());
            out.send(List.of(RequestsTopic.record(pipeline.names(), request)));
          }
        });
  }

  private RereadRequest request(
      TableId table, List<LetterRows.Place> rows, Operator operator, Clock clock) {
    return new RereadRequest(
        UUID.randomUUID().toString(),
        table.toString(),
        rows.stream().map(LetterRows.Place::row).toList(),
        operator.user() + " on " + operator.host(),
        clock.millis(),
        why);
  }

  /**
   * Waits until capture has answered all that it was asked.
   *
   * @throws TandemException when it does not come on
   */
  void await() throws InterruptedException {
    int answers = 0;
    long movedAt = System.nanoTime();
    while (answers < requests.size()) {
      reader.readOn();
      int now = (int) requests.stream().filter(id -> reader.answer(id).isPresent()).count();
      if (now > answers) {
        answers = now;
        movedAt = System.nanoTime();
      } else if (System.nanoTime() - movedAt > LONGEST_STANDSTILL.toNanos()) {
        throw new TandemException(
            WiringCode.BEHIND,
            "capture has not answered for "
                + LONGEST_STANDSTILL.toSeconds()
                + " s what it was asked to read again; it will when it runs. "
                + WiringCode.BEHIND.remedy());
      }
      Thread.sleep(INTERVAL_MS);
    }
  }

  /** What became of a row that was asked for; to be called when all is answered. */
  Answered answered(LetterRows.Place place) {
    Asked one = asked.get(place);
    if (one == null) {
      throw new IllegalArgumentException("nobody asked for that row");
    }
    RereadAnswer answer = reader.answer(one.request.id()).orElseThrow();
    String header =
        new String(
            RequestsTopic.header(one.request, one.row), java.nio.charset.StandardCharsets.US_ASCII);
    return new Answered(answer.outcomes().get(one.row), answer.problem(), header);
  }

  @Override
  public void close() {
    reader.close();
  }

  private record Asked(RereadRequest request, int row) {}

  /**
   * An answer.
   *
   * @param problem why nothing was read; empty when something was
   * @param header what the records that were published carry
   */
  record Answered(RereadAnswer.Outcome outcome, String problem, String header) {}
}
