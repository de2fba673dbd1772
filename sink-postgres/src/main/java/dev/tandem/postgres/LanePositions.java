/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.postgres;

import dev.tandem.model.target.Batch;
import dev.tandem.model.target.Lane;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;

/**
 * What a writer does about the positions of lanes, in the transaction of the rows. Whatever it is,
 * it locks the lanes' rows in {@code tandem.sink_position} first, so that writers of a lane follow
 * one another.
 */
interface LanePositions {

  /** Where each lane goes on, as far as the target says; the caller commits. */
  Map<Lane, Long> claim(Collection<Lane> lanes, Connection connection) throws SQLException;

  /** Whether it is noticed when a crash of the server takes the batch. */
  boolean arePlaced(Batch batch);

  /**
   * Begins a batch.
   *
   * @return false when it was committed before
   */
  boolean advance(Batch batch, Connection connection) throws SQLException;
}
