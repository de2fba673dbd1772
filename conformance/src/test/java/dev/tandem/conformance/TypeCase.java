/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.conformance;

import java.util.Optional;

/**
 * One literal of a source column, and what must become of it.
 *
 * @param number counts the cases that can be run, from 1; 0 for the others
 * @param sql the literal as an INSERT spells it
 * @param json in the entity topic: canonical JSON
 * @param postgres the column as {@code ::text}
 * @param dynamo the attribute in DynamoDB's JSON
 * @param log the code under which it is refused when it comes by the log, or empty
 * @param preflight the code under which the source is found to hold it, since nothing later can
 *     tell
 * @param note why, where the rule of its column does not say it
 */
record TypeCase(
    int number,
    String sql,
    Expected json,
    Expected postgres,
    Expected dynamo,
    Optional<String> log,
    Optional<String> preflight,
    Optional<String> note) {

  /** The same case for a row that comes by the log. */
  TypeCase inLog() {
    Optional<Expected> all = log.map(Expected::refused);
    return new TypeCase(
        number,
        sql,
        all.orElse(json),
        all.orElse(postgres),
        all.orElse(dynamo),
        Optional.empty(),
        preflight,
        note);
  }

  /** At a target, where nothing arrives that the mapping refused. */
  Expected at(Expected target) {
    return json.isRefused() ? json : target;
  }

  boolean isRefused() {
    return preflight.isPresent()
        || log.isPresent()
        || json.isRefused()
        || postgres.isRefused()
        || dynamo.isRefused();
  }
}
