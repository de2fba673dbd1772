/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.local;

import java.util.Map;

/**
 * How an embedded PostgreSQL is run.
 *
 * @param fsync whether a commit survives a power cut; off is faster
 * @param options further settings by name, which win over those that are always given
 */
public record PostgresSettings(boolean fsync, Map<String, String> options) {

  /** Copies the options. */
  public PostgresSettings {
    options = Map.copyOf(options);
  }

  /** As a real server: a commit is on disk. */
  public static PostgresSettings durable() {
    return new PostgresSettings(true, Map.of());
  }

  /** For tests that need no power cut: a commit survives the server's death only. */
  public static PostgresSettings fast() {
    return new PostgresSettings(false, Map.of());
  }
}
