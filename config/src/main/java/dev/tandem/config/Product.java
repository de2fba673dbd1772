/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import dev.tandem.config.key.Malformed;
import dev.tandem.config.key.Scalar;
import dev.tandem.config.key.Text;
import java.util.regex.Pattern;

/** What the products that can be captured take for names. */
enum Product {
  MYSQL("MySQL", "", 64, Pattern.compile("mysql|information_schema|performance_schema|sys")),
  SQL_SERVER("SQL Server", "dbo", 128, Pattern.compile("(?i:master|model|msdb|tempdb)"));

  private final String title;
  private final String schema;
  private final int longestName;
  private final Pattern own;

  Product(String title, String schema, int longestName, Pattern own) {
    this.title = title;
    this.schema = schema;
    this.longestName = longestName;
    this.own = own;
  }

  /** What it is called. */
  String title() {
    return title;
  }

  /** The schema that is meant where a table's name has none; empty where there are no schemas. */
  String schema() {
    return schema;
  }

  boolean hasSchemas() {
    return !schema.isEmpty();
  }

  /** In characters. */
  int longestName() {
    return longestName;
  }

  boolean isTooLong(String name) {
    return name.codePointCount(0, name.length()) > longestName;
  }

  /** A database of the user's. */
  Scalar<String> database() {
    return new Scalar<>("a database name", this::database);
  }

  private String database(Text text) throws Malformed {
    String name = text.value();
    if (isTooLong(name) || !MappingForms.isName(name)) {
      throw new Malformed(
          text.quoted() + " is no name in " + title,
          "write 1 to " + longestName + " characters, without a dot or a blank at the end");
    }
    if (own.matcher(name).matches()) {
      throw new Malformed(
          text.quoted() + " is a database of " + title + " itself",
          "name those that hold your tables");
    }
    return name;
  }
}
