/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.verify;

import dev.tandem.model.entity.EntityName;
import dev.tandem.model.source.SourceRow;

/**
 * What a comparison of one entity in one target came to.
 *
 * @param sourceRows all rows of the source's table
 * @param targetRows all rows of the entity in the target
 * @param leftOut rows of the source that the mapping leaves out
 * @param kept rows of the target that stay there, marked, although the source has deleted them
 * @param expired rows that the target may have dropped because their time to live is over: they
 *     were not compared
 * @param rejected rows that the mapping refuses: they belong in the dead letters
 * @param differences rows that differ although the pipeline has applied all that the source had
 *     committed
 * @param repairable rows of the source that the target lacks, or has with other values: sent once
 *     more, they would put it right
 * @param stillChanging keys of rows that changed whenever they were looked at: nothing is known of
 *     them
 * @param complete whether every row was looked into; when not, there are more differences
 */
public record EntityReport(
    EntityName entity,
    String target,
    long sourceRows,
    long targetRows,
    long leftOut,
    long kept,
    long expired,
    Found<Rejection> rejected,
    Found<Difference> differences,
    Found<SourceRow> repairable,
    Found<String> stillChanging,
    boolean complete,
    long millis) {

  /** Whether both sides are proven to be the same, as far as the mapping can hold the source. */
  public boolean agrees() {
    return complete && differences.isEmpty() && stillChanging.isEmpty();
  }
}
