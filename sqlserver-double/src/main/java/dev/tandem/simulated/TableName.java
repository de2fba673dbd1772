/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated;

/** A table's name with its schema. */
record TableName(String schema, String table) {
  static TableName of(String name) {
    int dot = name.indexOf('.');
    return dot < 0
        ? new TableName("dbo", name)
        : new TableName(name.substring(0, dot), name.substring(dot + 1));
  }
}
