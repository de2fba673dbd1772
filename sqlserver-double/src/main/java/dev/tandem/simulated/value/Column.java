/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.value;

/** A column of a result or of a relation. */
public record Column(String name, SqlType type, boolean nullable, boolean identity) {
  public static Column of(String name, SqlType type) {
    return new Column(name, type, true, false);
  }

  public Column named(String other) {
    return new Column(other, type, nullable, identity);
  }
}
