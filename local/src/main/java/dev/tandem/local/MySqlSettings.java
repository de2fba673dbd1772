/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.local;

import java.util.List;

/**
 * How an embedded MySQL is run.
 *
 * @param bufferPoolMegabytes InnoDB's cache
 * @param options further command line options of mysqld, which win over those that are always given
 */
public record MySqlSettings(MySqlRelease release, int bufferPoolMegabytes, List<String> options) {
  private static final int MODEST = 128;

  /** Copies the options. */
  public MySqlSettings {
    options = List.copyOf(options);
  }

  /** A buffer pool of 128 MB and no further options. */
  public static MySqlSettings of(MySqlRelease release) {
    return new MySqlSettings(release, MODEST, List.of());
  }
}
