/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.status;

/** Tells how a pipeline is. Used by one thread at a time. */
public interface StatusSource extends AutoCloseable {

  /**
   * How it is now.
   *
   * @throws dev.tandem.model.error.TandemException or a {@link
   *     org.apache.kafka.common.KafkaException} when that cannot be told
   */
  PipelineStatus read();

  @Override
  void close();
}
