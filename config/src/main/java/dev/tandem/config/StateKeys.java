/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import dev.tandem.config.key.Key;
import dev.tandem.config.key.Scalars;
import dev.tandem.config.key.Section;
import java.nio.file.Path;

/** The keys of {@code state}. */
final class StateKeys {
  private static final int MOST_STANDBYS = 5;

  static final Key<Path> FOLDER =
      Key.optional("folder", Forms.FILE, "`.tandem/<name>` beside the file")
          .meaning(
              "Where the transform keeps what it knows of tables, on a disk of its own machine. What"
                  + " lies there is made anew from Kafka wherever it is lost.")
          .example("/var/lib/tandem");

  static final Key<Integer> STANDBY_REPLICAS =
      Key.defaulted(
              "standby_replicas", Scalars.number(0, MOST_STANDBYS).map(Long::intValue), 0, "0")
          .meaning(
              "How many other transforms keep a copy of each piece of state, to go on at once when its"
                  + " own is gone. It takes as many transforms more, and their disks.")
          .example("1");

  static final Section SECTION = Section.of(FOLDER, STANDBY_REPLICAS);

  private StateKeys() {}
}
