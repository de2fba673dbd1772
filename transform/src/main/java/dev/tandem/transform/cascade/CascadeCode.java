/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform.cascade;

import dev.tandem.model.error.ErrorCode;
import dev.tandem.model.error.ExitStatus;

/** What the lookups of cascades may have to tell. */
public enum CascadeCode implements ErrorCode {
  /** Rows that were published before anybody looked. */
  UNKNOWN_ROWS(
      "TD-TRF-CASCADES",
      "Rows of a table with cascading foreign keys were published so long ago that their records are gone.",
      "Run './tandem resnapshot' for the entities that the message names: until then rows that go with their parent"
          + " may stay at the targets.",
      ExitStatus.OK);

  private final String code;
  private final String meaning;
  private final String remedy;
  private final ExitStatus exitStatus;

  CascadeCode(String code, String meaning, String remedy, ExitStatus exitStatus) {
    this.code = code;
    this.meaning = meaning;
    this.remedy = remedy;
    this.exitStatus = exitStatus;
  }

  @Override
  public String code() {
    return code;
  }

  @Override
  public String meaning() {
    return meaning;
  }

  @Override
  public String remedy() {
    return remedy;
  }

  @Override
  public ExitStatus exitStatus() {
    return exitStatus;
  }
}
