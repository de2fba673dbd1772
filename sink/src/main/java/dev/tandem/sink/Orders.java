/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sink;

import dev.tandem.wire.EntityOrder;
import java.util.List;
import java.util.Map;

/** What operators ordered of a sink's entities. Used by the polling thread alone. */
interface Orders extends AutoCloseable {

  /** Takes in all that was ordered before now; waits for Kafka. */
  void begin();

  /** Takes in what has come since, without waiting. */
  void look();

  /** The pauses that stand, by the topic of their entity. */
  Map<String, EntityOrder> paused();

  /** The topics of the entities that are to begin anew, each told once. */
  List<String> restarts();

  /** One behind the last order that was taken in. */
  long seen();

  @Override
  void close();
}
