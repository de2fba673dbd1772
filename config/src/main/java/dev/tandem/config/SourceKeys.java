/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import dev.tandem.config.key.Key;
import dev.tandem.config.key.ListOf;
import dev.tandem.config.key.Located;
import dev.tandem.config.key.Scalars;
import java.util.List;

/** The keys that every product below {@code source} has. */
final class SourceKeys {
  static final Key<String> HOST =
      Key.required("host", Forms.HOST)
          .meaning("Where the server runs. An IPv6 address is written in brackets and quotes.")
          .example("db.internal");

  private SourceKeys() {}

  static Key<Integer> port(int usual, int other) {
    return Key.defaulted(
            "port", Scalars.number(1, 65535).map(Long::intValue), usual, Integer.toString(usual))
        .meaning("The server's port.")
        .example(Integer.toString(other));
  }

  static Key<String> user(String meaning) {
    return Key.required("user", Scalars.text("a user name")).meaning(meaning).example("tandem");
  }

  static Key<Secret> password(String variable) {
    return Key.required("password", Forms.SECRET)
        .meaning("That user's password.")
        .example("\"${" + variable + "}\"");
  }

  static Key<List<Located<String>>> databases(Product product, String spelled) {
    return Key.required("databases", ListOf.distinct("a list of databases", product.database()))
        .meaning(
            "The databases that are captured, spelled "
                + spelled
                + ". Of their tables, those are captured that an entity is made from.")
        .example("[loans]");
  }

  /** The password of a key store file, which another key names. */
  static Key<Secret> passwordOf(Key<?> file, String variable) {
    return Key.optional(file.name() + "_password", Forms.SECRET, "none")
        .meaning("The password of `" + file.name() + "`.")
        .example("\"${" + variable + "}\"");
  }
}
