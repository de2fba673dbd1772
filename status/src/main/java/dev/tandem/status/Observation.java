/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.status;

import dev.tandem.wire.report.ProcessReport;
import dev.tandem.wire.report.Verified;
import java.util.List;
import java.util.Map;

/**
 * All that a status is worked out of.
 *
 * @param atMillis when it was seen, in milliseconds since 1970
 * @param reports the last one of each process that has not ended in order
 * @param transform what the transform has not done, by raw topic
 * @param sinks what each target's sink has not done, by target and entity topic
 * @param verified the last comparison of each entity at each target
 * @param retentions in milliseconds by topic; without those that keep their records for ever
 */
record Observation(
    long atMillis,
    List<ProcessReport> reports,
    Map<String, Backlog> transform,
    Map<String, Map<String, Backlog>> sinks,
    Map<OpenLetters.Origin, Long> letters,
    List<Verified> verified,
    Map<String, Long> retentions) {}
