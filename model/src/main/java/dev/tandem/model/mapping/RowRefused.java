/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.mapping;

import dev.tandem.model.type.Refused;
import dev.tandem.model.type.ValueError;

/** A row that cannot be mapped, because of one field. */
public final class RowRefused extends Exception {
  private static final long serialVersionUID = 1L;

  private final String field;
  private final ValueError error;

  RowRefused(String field, Refused refused) {
    super(refused.getMessage(), refused, false, false);
    this.field = field;
    this.error = refused.error();
  }

  /** A field that is made of one that was refused. */
  static RowRefused because(String field) {
    return new RowRefused(
        field,
        new Refused(ValueError.EXPRESSION, "it uses the field " + field + ", which is refused"));
  }

  /** The field that refused its value; empty when it is the row as a whole. */
  public String field() {
    return field;
  }

  /** Why. */
  public ValueError error() {
    return error;
  }
}
