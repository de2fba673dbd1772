/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.verify;

import dev.tandem.model.entity.EntityKey;
import dev.tandem.model.entity.EntityName;
import dev.tandem.model.source.SourceRow;

/** What a verification has come upon so far. */
final class Findings {
  private final Finds<Rejection> rejected;
  private final Finds<Difference> differences;
  private final Finds<SourceRow> repairable;
  private final Finds<String> stillChanging;
  private long sourceRows;
  private long targetRows;
  private long leftOut;
  private long kept;
  private long expired;
  private boolean complete = true;

  Findings(int listed) {
    this.rejected = new Finds<>(listed);
    this.differences = new Finds<>(listed);
    this.repairable = new Finds<>(listed);
    this.stillChanging = new Finds<>(listed);
  }

  void sourceRow() {
    sourceRows++;
  }

  void targetRow() {
    targetRows++;
  }

  void leftOut() {
    leftOut++;
  }

  void kept() {
    kept++;
  }

  void expired() {
    expired++;
  }

  void rejected(Rejection rejection) {
    rejected.add(rejection);
  }

  void different(Difference difference) {
    differences.add(difference);
  }

  void repairable(SourceRow row) {
    repairable.add(row);
  }

  void stillChanging(EntityKey key) {
    stillChanging.add(ValueText.of(key.json()));
  }

  void incomplete() {
    complete = false;
  }

  EntityReport report(EntityName entity, String target, long millis) {
    return new EntityReport(
        entity,
        target,
        sourceRows,
        targetRows,
        leftOut,
        kept,
        expired,
        rejected.found(),
        differences.found(),
        repairable.found(),
        stillChanging.found(),
        complete,
        millis);
  }
}
