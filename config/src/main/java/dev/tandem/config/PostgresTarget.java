/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

/**
 * A PostgreSQL server to write to.
 *
 * @param url begins with {@code jdbc:postgresql://} and holds neither user nor password
 * @param writers how many write side by side in one process
 * @param create whether Tandem creates schemas and tables that are missing
 */
public record PostgresTarget(
    String url, String user, Secret password, int writers, boolean create) {
  /** One writer. */
  public PostgresTarget(String url, String user, Secret password, boolean create) {
    this(url, user, password, TargetKeys.DEFAULT_WRITERS, create);
  }
}
