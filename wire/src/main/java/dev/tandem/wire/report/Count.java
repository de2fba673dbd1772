/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What is counted, from the start of a process on. */
public enum Count {
  /** Changes read from the source's log and published. */
  @JsonProperty("captured")
  CAPTURED,
  /** Rows that a snapshot has read and published. */
  @JsonProperty("snapshot")
  SNAPSHOT,
  /** Changes mapped and published as changes of an entity. */
  @JsonProperty("mapped")
  MAPPED,
  /** Changes of rows that the mapping leaves out. */
  @JsonProperty("ignored")
  IGNORED,
  /** Changes that became dead letters. */
  @JsonProperty("rejected")
  REJECTED,
  /** Changes that a sink is done with: applied or superseded. */
  @JsonProperty("settled")
  SETTLED,
  /** Rows written or deleted at the target; of a sink as a whole, since a batch is one count. */
  @JsonProperty("applied")
  APPLIED,
  /** Changes that the target had, or had newer; of a sink as a whole. */
  @JsonProperty("superseded")
  SUPERSEDED;

  /** As reports and metrics spell it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
