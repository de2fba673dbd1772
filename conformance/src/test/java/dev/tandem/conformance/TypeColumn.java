/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.conformance;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A column of the source with its cases.
 *
 * @param name of the column in its table
 * @param definition as CREATE TABLE spells it; {@code {base}} stands for the column that a
 *     generated one is made from
 * @param declared the type that the mapping declares, or empty for the default
 * @param type the domain type of its field: the declared one, or the default
 * @param postgres the type of PostgreSQL's column
 * @param rule what holds for all its cases
 * @param base the type of the column that a generated one is made from
 * @param session a SET statement for the session that writes the literals
 * @param isKey whether it is the primary key of a table of its own
 * @param since the oldest MySQL that has such a column, or empty for every one
 * @param preflight the code under which the whole column is refused before anything is captured
 */
record TypeColumn(
    String name,
    String definition,
    Optional<String> declared,
    String type,
    String postgres,
    Optional<String> rule,
    Optional<String> base,
    Optional<String> session,
    boolean isKey,
    Optional<String> since,
    Optional<String> preflight,
    List<TypeCase> cases) {
  static final String BASE = "{base}";

  TypeColumn {
    cases = List.copyOf(cases);
  }

  /** Whether it needs a table of its own. */
  boolean isAlone() {
    return isKey || preflight.isPresent();
  }

  boolean isRequired() {
    return definition.contains("NOT NULL");
  }

  /** The column that literals are written to. */
  String written() {
    return base.isPresent() ? "b" + name : name;
  }

  /** What follows ADD COLUMN or stands in CREATE TABLE. */
  List<String> definitions() {
    String own = name + ' ' + definition.replace(BASE, written());
    return base.map(type -> List.of(written() + ' ' + type, own)).orElse(List.of(own));
  }

  boolean isKnownTo(String version) {
    return since.isEmpty() || numbers(version).compareTo(numbers(since.get())) >= 0;
  }

  /** {@code 8.0.12-log} so that it sorts by its numbers. */
  private static String numbers(String version) {
    return Pattern.compile("\\d+")
        .matcher(version)
        .results()
        .limit(3)
        .map(number -> String.format("%03d", Integer.parseInt(number.group())))
        .collect(Collectors.joining("."));
  }
}
