/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sqlserver;

import dev.tandem.model.source.TableId;
import java.time.Instant;
import java.util.List;

/**
 * What change data capture keeps of one table since it was told to.
 *
 * @param name the server's own, {@code dbo_orders}
 * @param start the least LSN whose changes it still has
 * @param columns those that it captures, in the table's order of its day
 */
public record CaptureInstance(
    String name, TableId table, Lsn start, Instant created, List<String> columns) {

  /** Copies the list. */
  public CaptureInstance {
    columns = List.copyOf(columns);
  }
}
