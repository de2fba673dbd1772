/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import dev.tandem.model.error.ExitStatus;
import dev.tandem.model.error.TandemException;
import dev.tandem.model.fault.FailPoint;
import dev.tandem.model.source.SourceReader;
import dev.tandem.wire.Headers;
import dev.tandem.wire.RequestsTopic;
import dev.tandem.wire.RereadAnswer;
import dev.tandem.wire.RereadAnswer.Outcome;
import dev.tandem.wire.RereadRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads rows again that somebody asks for, and publishes what they are now. A row is read later
 * than all that is published of it, and what the log has yet to tell comes behind it, so that
 * whatever happens meanwhile the log has the last word. The answer is in the transaction of the
 * records: a request is answered once, whenever capture is killed.
 */
final class RequestedRows {
  private static final Logger LOG = LoggerFactory.getLogger(RequestedRows.class);
  private static final long INTERVAL = Duration.ofMillis(200).toNanos();

  /** So long the log may wait for requests at a time. */
  private static final long TURN = Duration.ofSeconds(1).toNanos();

  private final CaptureConfig config;
  private final RequestsTopic.Reader requests;
  private final Publication publication;
  private final UntoldChanges changes;
  private final Consumer<CapturedTables.CapturedTable> describe;
  private boolean begun;
  private long lookedAt;

  /**
   * Those of one session.
   *
   * @param requests from the start of their topic
   * @param describe publishes the schema of a table, inside a transaction
   */
  RequestedRows(
      CaptureConfig config,
      RequestsTopic.Reader requests,
      Publication publication,
      UntoldChanges changes,
      Consumer<CapturedTables.CapturedTable> describe) {
    this.config = config;
    this.requests = requests;
    this.publication = publication;
    this.changes = changes;
    this.describe = describe;
  }

  /**
   * Answers what was asked by now, as far as there is time; to be called between two batches of the
   * log.
   *
   * @return how many records were published
   */
  int answer() {
    look();
    if (requests.next().isEmpty()) {
      return 0;
    }
    long begin = System.nanoTime();
    int published = 0;
    try (SourceReader source = config.source().reader();
        RawImages images = new RawImages(config)) {
      RowsNow rows = new RowsNow(config, source, images, changes);
      while (requests.next().isPresent() && System.nanoTime() - begin < TURN) {
        published += answerSome(rows);
      }
    }
    return published;
  }

  /** What an earlier session has answered must be known before the first answer. */
  private void look() {
    if (begun && System.nanoTime() - lookedAt < INTERVAL) {
      return; // batches may follow each other faster than requests are worth a look
    }
    if (begun) {
      requests.glance();
    } else {
      requests.readOn();
      begun = true;
    }
    lookedAt = System.nanoTime();
  }

  /** The effects of foreign keys make many requests of few rows, which share a transaction. */
  private int answerSome(RowsNow rows) {
    List<Answered> some = new ArrayList<>();
    int asked = 0;
    Optional<RereadRequest> next = requests.next();
    while (next.isPresent() && asked < RereadRequest.MOST_ROWS) {
      some.add(answered(next.get(), rows));
      asked += next.get().rows().size();
      requests.answered(next.get()); // a session that fails reads the requests anew
      next = requests.next();
    }
    FailPoint.hit("capture.before-answer");
    int published = publish(some);
    LOG.debug("{} rows read again on request, {} records published", asked, published);
    return published;
  }

  private Answered answered(RereadRequest request, RowsNow rows) {
    try {
      List<RowsNow.Now> found = rows.of(request);
      List<Outcome> outcomes = found.stream().map(RowsNow.Now::outcome).toList();
      return new Answered(request, found, new RereadAnswer(request.id(), outcomes, ""));
    } catch (TandemException e) {
      if (e.code().exitStatus() == ExitStatus.UNAVAILABLE) {
        throw e;
      }
      LOG.warn("rows could not be read again on request: {}", e.line());
      return new Answered(request, List.of(), unread(request, e.line()));
    } catch (KafkaException e) {
      throw e;
    } catch (RuntimeException e) { // whatever is asked, the log goes on
      LOG.error("rows could not be read again on request: {}", e.getClass().getName());
      LOG.debug("the failure behind it", e);
      String why = "the rows could not be read: capture's log says more";
      return new Answered(request, List.of(), unread(request, why));
    }
  }

  private static RereadAnswer unread(RereadRequest request, String why) {
    return new RereadAnswer(
        request.id(), Collections.nCopies(request.rows().size(), Outcome.UNREAD), why);
  }

  private int publish(List<Answered> some) {
    int[] sent = {0};
    publication.transaction(
        open -> {
          some.forEach(one -> sent[0] += publish(one, open));
          open.beforeOffsets();
          some.forEach(one -> open.send(RequestsTopic.record(config.topics(), one.answer)));
        });
    FailPoint.hit("capture.after-answer");
    return sent[0];
  }

  private int publish(Answered one, Publication open) {
    int sent = 0;
    for (int row = 0; row < one.found.size(); row++) {
      one.found.get(row).table().ifPresent(describe);
      for (ProducerRecord<byte[], byte[]> record : one.found.get(row).records()) {
        record.headers().add(Headers.REQUEST, RequestsTopic.header(one.request, row));
        open.send(record);
        sent++;
      }
    }
    return sent;
  }

  /**
   * What became of a request.
   *
   * @param found its rows, none when they could not be read
   */
  private record Answered(RereadRequest request, List<RowsNow.Now> found, RereadAnswer answer) {}
}
