/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import dev.tandem.config.key.Key;
import dev.tandem.config.key.Kind;
import dev.tandem.config.key.MapOf;
import dev.tandem.config.key.Nested;
import dev.tandem.config.key.Section;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** A table of keys for each section, the outer ones first. */
final class ReferenceTables {
  private static final String HEAD =
      "| Key | Value | Left out | Meaning | Example |\n|---|---|---|---|---|\n";

  private final StringBuilder page = new StringBuilder();

  /** Kinds that stand within themselves have one table, and no end of places. */
  private final Set<Nested<?>> shown = new HashSet<>();

  private ReferenceTables() {}

  static String of(Section root) {
    ReferenceTables tables = new ReferenceTables();
    tables.section(root, "");
    return tables.page.toString();
  }

  private void section(Section section, String path) {
    if (!path.isEmpty()) {
      page.append("\n### `").append(path).append("`\n\n");
    }
    page.append(HEAD);
    section.keys().forEach(this::row);
    for (Key<?> key : section.keys()) {
      below(key.kind(), path.isEmpty() ? key.name() : path + '.' + key.name());
    }
  }

  private void below(Kind<?> kind, String path) {
    if (kind instanceof Section section) {
      section(section, path);
    } else if (kind instanceof MapOf<?> map) {
      below(map.each(), path + ".<" + map.placeholder() + '>');
    } else if (kind instanceof Nested<?> nested && shown.add(nested)) {
      below(nested.kind().get(), path);
    }
  }

  private void row(Key<?> key) {
    page.append("| `").append(key.name()).append("` | ");
    page.append(cell(key.kind().label().replaceAll("<\\w+>|\\$\\{\\w+}", "`$0`"))).append(" | ");
    page.append(key.isRequired() ? "**required**" : cell(leftOut(key))).append(" | ");
    page.append(cell(key.meaning())).append(" | ");
    String example = key.example();
    page.append(example.isEmpty() ? "" : '`' + cell(example) + '`').append(" |\n");
  }

  private static String leftOut(Key<?> key) {
    Optional<?> value = key.value();
    return value.isPresent() ? '`' + key.leftOut() + '`' : key.leftOut();
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
