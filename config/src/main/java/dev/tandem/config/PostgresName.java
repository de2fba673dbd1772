/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import dev.tandem.config.key.Malformed;
import dev.tandem.config.key.Scalar;
import dev.tandem.config.key.Scalars;
import dev.tandem.config.key.Text;
import dev.tandem.config.problem.ConfigCode;
import dev.tandem.model.mapping.PostgresPlan;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The name of a table in PostgreSQL, with or without its schema. */
record PostgresName(Optional<String> schema, String table) {
  static final Scalar<String> SCHEMA_FORM = new Scalar<>("a schema", PostgresName::schema);

  static final Scalar<PostgresName> TABLE_FORM =
      new Scalar<>("a table, or schema.table", PostgresName::name);

  static final Scalar<PostgresPlan.Partitioning> PARTITIONING_FORM =
      new Scalar<>("range(field, day), month or year", PostgresName::partitioning);

  private static final Pattern RANGE =
      Pattern.compile("range\\(\\s*([^,()]*[^,()\\s])\\s*,\\s*(\\w+)\\s*\\)");
  private static final int MAX_BYTES = 63;
  private static final Set<String> SYSTEM_COLUMNS =
      Set.of("tableoid", "xmin", "cmin", "xmax", "cmax", "ctid");
  private static final Set<String> RESERVED_SCHEMAS = Set.of("information_schema", "tandem");

  /** Whether PostgreSQL or Tandem keeps a schema of that name for itself. */
  static boolean isReservedSchema(String schema) {
    return schema.startsWith("pg_") || RESERVED_SCHEMAS.contains(schema);
  }

  /** Whether every table has a column of that name already. */
  static boolean isSystemColumn(String name) {
    return SYSTEM_COLUMNS.contains(name);
  }

  /** Whether PostgreSQL keeps all of a name. */
  static boolean fits(String name) {
    return name.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
  }

  private static PostgresPlan.Partitioning partitioning(Text text) throws Malformed {
    Matcher range = RANGE.matcher(text.value().strip());
    if (range.matches()) {
      for (PostgresPlan.Period period : PostgresPlan.Period.values()) {
        if (Scalars.word(period).equals(range.group(2))) {
          return new PostgresPlan.Partitioning(range.group(1), period);
        }
      }
    }
    throw new Malformed(
        text.quoted() + " is no way to split a table",
        "write range(field, day), range(field, month) or range(field, year)");
  }

  private static String schema(Text text) throws Malformed {
    check(text.value(), text);
    if (text.value().contains(".")) {
      throw new Malformed(text.quoted() + " holds a dot", "write the schema alone");
    }
    return text.value();
  }

  private static PostgresName name(Text text) throws Malformed {
    String[] parts = text.value().split("\\.", -1);
    if (parts.length > 2) {
      throw new Malformed(text.quoted() + " has more than one dot", "write table, or schema.table");
    }
    for (String part : parts) {
      check(part, text);
    }
    return parts.length == 1
        ? new PostgresName(Optional.empty(), parts[0])
        : new PostgresName(Optional.of(parts[0]), parts[1]);
  }

  private static void check(String name, Text text) throws Malformed {
    if (name.isBlank()) {
      throw new Malformed(ConfigCode.IDENTIFIER, "the name is empty", "write at least one letter");
    }
    if (name.indexOf('\0') >= 0) {
      throw new Malformed(
          ConfigCode.IDENTIFIER, "the name holds a NUL character", "write it without '\\0'");
    }
    if (!fits(name)) {
      throw new Malformed(
          ConfigCode.IDENTIFIER,
          text.quoted() + " is longer than " + MAX_BYTES + " bytes",
          "shorten it: PostgreSQL would cut it");
    }
  }
}
