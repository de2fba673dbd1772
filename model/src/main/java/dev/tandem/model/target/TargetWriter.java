/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.target;

import java.util.Collection;
import java.util.Map;

/**
 * Applies changes to one target. An implementation knows neither Kafka nor retries: those are
 * decorators around it. It is used by one thread at a time.
 */
public interface TargetWriter extends AutoCloseable {

  /**
   * Takes lanes over from whoever wrote them before; from then on that writer's batches fail.
   *
   * @return the offset at which each lane goes on, without those for which the target keeps no
   *     position
   * @throws TargetUnavailable when the target cannot be asked now
   */
  Map<Lane, Long> claim(Collection<Lane> lanes);

  /**
   * Applies a batch; all of it or nothing, unless the target can only answer for each change apart.
   *
   * @throws TargetUnavailable when trying again later can help, whatever the batch holds
   * @throws BatchRefused when the target refuses something that the batch holds; nothing was
   *     applied
   * @throws LaneLost when another writer has claimed one of the lanes; nothing was applied
   */
  WriteResult write(Batch batch);

  /** Frees connections; the lanes stay claimed. */
  @Override
  void close();
}
