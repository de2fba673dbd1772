/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire.report;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;

/** What a process does, or does for one table or entity. */
public enum WorkState {
  /** It has not begun to work. */
  @JsonProperty("starting")
  STARTING,
  /** Another instance works; this one would take over. */
  @JsonProperty("standby")
  STANDBY,
  /** It names what it waits for, and goes on by itself. */
  @JsonProperty("waiting")
  WAITING,
  /** It reads the rows that there were before. */
  @JsonProperty("snapshotting")
  SNAPSHOTTING,
  /** It follows the changes. */
  @JsonProperty("streaming")
  STREAMING,
  /** An operator has paused it. */
  @JsonProperty("paused")
  PAUSED,
  /** A person must decide. */
  @JsonProperty("stopped")
  STOPPED,
  /** Nobody tells, or a later version tells what this one does not know. */
  @JsonEnumDefaultValue
  @JsonProperty("unknown")
  UNKNOWN
}
