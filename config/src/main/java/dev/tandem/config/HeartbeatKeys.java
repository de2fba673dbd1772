/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import dev.tandem.config.key.Fields;
import dev.tandem.config.key.Key;
import dev.tandem.config.key.Scalars;
import dev.tandem.config.key.Section;
import dev.tandem.model.mapping.TablePattern;
import java.time.Duration;

/** The keys of {@code heartbeat}, which every product below {@code source} has. */
final class HeartbeatKeys {
  private static final Duration DEFAULT_EVERY = Duration.ofSeconds(10);

  static final Key<TablePattern> TABLE =
      Key.required("table", MappingForms.TABLE)
          .meaning(
              "A table in one of the captured databases, spelled like those after `from`. You make"
                  + " it, and let the user write to it and to no other: `tandem check` prints the"
                  + " statements.")
          .example("loans.tandem_heartbeat");

  static final Key<Duration> EVERY =
      Key.defaulted(
              "every",
              Scalars.duration(Duration.ofSeconds(1), Duration.ofHours(1)),
              DEFAULT_EVERY,
              "10s")
          .meaning(
              "How often the row is written. A target in step shows one that is at most so old, and"
                  + " a few seconds.")
          .example("2s");

  static final Key<Fields> HEARTBEAT =
      Key.optional(
              "heartbeat",
              Section.of(TABLE, EVERY),
              "nothing is written, and freshness is not measured")
          .meaning(
              "A row of its own that capture writes at the source. It goes the way of all rows, and"
                  + " each sink reads it back, so that `status` knows how old that is what a target"
                  + " shows.");

  private HeartbeatKeys() {}
}
