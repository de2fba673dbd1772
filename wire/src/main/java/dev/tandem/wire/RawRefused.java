/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire;

import dev.tandem.model.type.ValueError;

/** A raw record that cannot be decoded. */
public final class RawRefused extends Exception {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final String column;

  RawRefused(ValueError error, String column, String reason) {
    this(error.code(), column, error.meaning() + " (" + reason + ")");
  }

  /** For a reason that is none of a value's. */
  public RawRefused(String code, String column, String reason) {
    super(reason, null, false, false);
    this.code = code;
    this.column = column;
  }

  /** A record of an entity topic that no transform wrote. */
  public static RawRefused malformed(String reason) {
    return new RawRefused("E_ENTITY_RECORD", "", reason);
  }

  /** A record of a raw topic that no capture wrote. */
  public static RawRefused foreign(String reason) {
    return new RawRefused("E_RAW_FOREIGN", "", reason);
  }

  /** Stable, for the dead letter. */
  public String code() {
    return code;
  }

  /** The column concerned, or empty when it is the whole record. */
  public String column() {
    return column;
  }

  /** One sentence without values. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
