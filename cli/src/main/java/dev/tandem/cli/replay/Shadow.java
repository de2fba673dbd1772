/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.replay;

import dev.tandem.model.target.ShadowReport;
import dev.tandem.model.target.TargetWriter;
import java.util.Map;
import java.util.function.Consumer;

/** A second table of an entity at one target, which a replay fills from the entity's topic. */
interface Shadow {

  /** The table's name. */
  String name();

  /** A writer to it; to be closed. */
  TargetWriter writer();

  /**
   * Makes it like the table in use, unless it is there.
   *
   * @param anew whether to throw away what it holds
   * @return whether it is empty
   */
  boolean begin(boolean anew);

  /** How far the sink is that writes the table in use: the next offset of each partition. */
  Map<Integer, Long> positions() throws InterruptedException;

  /**
   * Compares both tables as they are when both hold the same records.
   *
   * @param catchUp fills the shadow up to these positions, and no further
   */
  ShadowReport compare(Consumer<Map<Integer, Long>> catchUp) throws InterruptedException;

  /**
   * Puts it in the place of the table in use, which is kept under the name that is returned.
   *
   * @param catchUp fills the shadow up to these positions, and no further
   */
  String swap(Consumer<Map<Integer, Long>> catchUp);
}
