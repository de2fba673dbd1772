/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.conformance.property;

import java.util.function.Function;

/**
 * A column of a random table.
 *
 * @param kind what its values are
 * @param attributes what follows the type in its definition
 * @param field its name at the targets
 * @param isNamed whether the mapping must name the field itself
 * @param isWritten whether values are written to it: MySQL computes those of a generated one
 */
record Column(
    String name,
    Kind kind,
    String attributes,
    boolean isNullable,
    String field,
    boolean isNamed,
    boolean isWritten) {

  /**
   * What the values of a column are.
   *
   * @param sql the type, as CREATE TABLE spells it
   * @param declared the type that the mapping declares, or empty for the default
   * @param length of a BIT; else 0
   * @param isKey whether values can be part of a key
   * @param literal a random value, never NULL, as an INSERT spells it
   */
  record Kind(
      String sql,
      String declared,
      Form form,
      int length,
      boolean isKey,
      Function<Dice, String> literal) {

    static Kind of(String sql, Form form, Function<Dice, String> literal) {
      return new Kind(sql, "", form, 0, false, literal);
    }

    Kind asKey() {
      return new Kind(sql, declared, form, length, true, literal);
    }

    Kind as(String type, Form other) {
      return new Kind(sql, type, other, length, isKey, literal);
    }

    Kind ofLength(int bits) {
      return new Kind(sql, declared, form, bits, isKey, literal);
    }
  }

  String definition() {
    return Sql.name(name) + ' ' + kind.sql() + ' ' + attributes;
  }

  /** The expression that asks MySQL for it. */
  String atSource() {
    return kind.form().atSource(name, kind.length());
  }
}
