/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sink;

import dev.tandem.model.target.WriteResult;

/**
 * What became of the changes that a replay read. A batch whose outcome was not noted before a kill
 * is counted when it is written again.
 *
 * @param read changes of the rows that were asked for
 * @param applied the target lacked them and has them now
 * @param superseded the target had them, or something newer
 * @param tombstoned their rows have been deleted since, and stay so
 * @param rejected the target cannot hold them
 */
public record ReplayCounts(
    long read, long applied, long superseded, long tombstoned, long rejected) {
  static final ReplayCounts NONE = new ReplayCounts(0, 0, 0, 0, 0);

  /**
   * With the outcome of a batch.
   *
   * @param undecodable records of the batch that no target ever saw
   */
  ReplayCounts plus(WriteResult result, int undecodable) {
    int refused = result.rejected().size() + undecodable;
    return new ReplayCounts(
        read + result.applied() + result.superseded() + refused,
        applied + result.applied(),
        superseded + result.superseded() - result.tombstoned(),
        tombstoned + result.tombstoned(),
        rejected + refused);
  }
}
