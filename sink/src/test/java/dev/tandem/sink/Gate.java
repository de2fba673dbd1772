/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sink;

import static org.awaitility.Awaitility.await;

import dev.tandem.model.target.Batch;
import dev.tandem.model.target.Lane;
import dev.tandem.model.target.TargetWriter;
import dev.tandem.model.target.WriteResult;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Holds writes up for as long as it is closed. */
final class Gate implements TargetWriter {
  private final FakeTarget.Writer writer;
  private final CountDownLatch reached = new CountDownLatch(1);
  private volatile CountDownLatch open = new CountDownLatch(0);
  volatile @Nullable RuntimeException failure;
  final AtomicInteger claims = new AtomicInteger();

  Gate(FakeTarget.Writer writer) {
    this.writer = writer;
  }

  void awaitWrite() {
    await().until(() -> reached.getCount() == 0);
  }

  /** Closes the gate, not the writer. */
  void closeGate() {
    open = new CountDownLatch(1);
  }

  void open() {
    open.countDown();
  }

  @Override
  public Map<Lane, Long> claim(Collection<Lane> lanes) {
    claims.incrementAndGet();
    return writer.claim(lanes);
  }

  @Override
  public WriteResult write(Batch batch) {
    reached.countDown();
    try {
      open.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WriteAbandoned();
    }
    RuntimeException defect = failure;
    if (defect != null) {
      throw defect;
    }
    return writer.write(batch);
  }

  boolean isClosed() {
    return writer.isClosed();
  }

  @Override
  public void close() {
    writer.close();
  }
}
