/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import dev.tandem.config.key.Key;
import dev.tandem.config.key.Scalars;
import dev.tandem.config.key.Section;
import java.time.Duration;

/** The keys of {@code dead_letters}. */
final class DeadLetterKeys {
  static final int DEFAULT_STOP_AT = 1_000;
  static final Duration DEFAULT_WITHIN = Duration.ofMinutes(10);

  static final Key<Integer> STOP_AT =
      Key.defaulted(
              "stop_at",
              Scalars.number(1, 1_000_000).map(Long::intValue),
              DEFAULT_STOP_AT,
              String.valueOf(DEFAULT_STOP_AT))
          .meaning(
              "So many dead letters of one entity and one sink are taken for the trouble of single"
                  + " rows. At the next, the entity's changes wait, and those of the others go on.")
          .example("50");

  static final Key<Duration> WITHIN =
      Key.defaulted(
              "within",
              Scalars.duration(Duration.ofSeconds(1), Duration.ofDays(36500)),
              DEFAULT_WITHIN,
              "10m")
          .meaning("The time in which they are counted.")
          .example("1h");

  static final Section SECTION = Section.of(STOP_AT, WITHIN);

  private DeadLetterKeys() {}
}
