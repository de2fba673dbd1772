/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.conformance;

import dev.tandem.model.source.SourceKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/** Reads the files of cases; what they may say stands in the first of them. */
final class CaseFiles {
  /** The system property that names the sections to run, parted by commas. */
  private static final String SECTIONS = "tandem.conformance";

  private static final List<String> NAMES =
      List.of(
          "integers",
          "decimals",
          "floats",
          "bits",
          "text",
          "bytes",
          "dates",
          "times",
          "labels",
          "json",
          "geometries",
          "columns",
          "added",
          "keys",
          "sqlserver",
          "sqlserver_keys",
          "sqlserver_missing",
          "postgres",
          "sqlite");

  private static final Set<String> COLUMN_KEYS =
      Set.of(
          "column",
          "declared",
          "becomes",
          "postgres",
          "rule",
          "base",
          "session",
          "key",
          "since",
          "preflight",
          "cases");
  private static final Set<String> CASE_KEYS =
      Set.of("sql", "json", "pg", "dynamo", "refused", "log", "preflight", "note");

  /** {@code <x * 500000>}: a text too long to be written out. */
  private static final Pattern REPEATED = Pattern.compile("<(.+?) \\* (\\d+)>");

  /** Nothing but text: 1.50 must not become 1.5, nor NULL nothing. */
  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setSchema(new FailsafeSchema()).build();

  private int cases;

  private CaseFiles() {}

  static List<Section> read() {
    CaseFiles files = new CaseFiles();
    return NAMES.stream().map(files::section).toList();
  }

  /** Those of a source that the system property names, or all. */
  static List<Section> chosen(SourceKind source) {
    List<String> chosen = List.of(System.getProperty(SECTIONS, String.join(",", NAMES)).split(","));
    return read().stream()
        .filter(section -> section.source() == source && chosen.contains(section.name()))
        .toList();
  }

  private Section section(String name) {
    Map<?, ?> file = load(name + ".yaml");
    Section.When when =
        Section.When.valueOf(text(file, "when").orElse("always").toUpperCase(Locale.ROOT));
    List<TypeColumn> columns = new ArrayList<>();
    for (Object column : (List<?>) required(file.get("columns"), name, "columns")) {
      columns.add(column(name, columns.size() + 1, (Map<?, ?>) column, when));
    }
    return new Section(
        source(file),
        name,
        text(file, "title").orElse(name),
        text(file, "text").orElse(""),
        when,
        columns);
  }

  private static SourceKind source(Map<?, ?> file) {
    return text(file, "source").orElse("mysql").equals("sqlserver")
        ? SourceKind.SQL_SERVER
        : SourceKind.MYSQL;
  }

  private static Map<?, ?> load(String file) {
    try (InputStream in = CaseFiles.class.getResourceAsStream(file)) {
      return (Map<?, ?>) new Load(SETTINGS).loadFromInputStream(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private TypeColumn column(String file, int position, Map<?, ?> column, Section.When when) {
    requireKeys(column, COLUMN_KEYS, file);
    String definition = text(column, "column").orElseThrow();
    Optional<String> declared = text(column, "declared");
    String type = declared.or(() -> text(column, "becomes")).orElse("");
    List<TypeCase> read = new ArrayList<>();
    for (Object literal : (List<?>) required(column.get("cases"), file, definition)) {
      read.add(typeCase(file, column, (Map<?, ?>) literal, when));
    }
    return new TypeColumn(
        "c" + position,
        definition,
        declared,
        type,
        text(column, "postgres").orElse(""),
        text(column, "rule"),
        text(column, "base"),
        text(column, "session"),
        text(column, "key").isPresent(),
        text(column, "since"),
        text(column, "preflight"),
        read);
  }

  private TypeCase typeCase(String file, Map<?, ?> column, Map<?, ?> literal, Section.When when) {
    requireKeys(literal, CASE_KEYS, file);
    Optional<Expected> all = text(literal, "refused").map(Expected::refused);
    boolean isColumnRefused = column.containsKey("preflight");
    return new TypeCase(
        when == Section.When.NEVER ? 0 : ++cases,
        text(literal, "sql").orElseThrow(),
        all.orElseGet(() -> expected(literal, "json")),
        all.orElseGet(() -> expected(literal, "pg")),
        all.orElseGet(() -> expected(literal, "dynamo")),
        text(literal, "log"),
        text(isColumnRefused ? column : literal, "preflight"),
        text(literal, "note"));
  }

  private static Expected expected(Map<?, ?> literal, String key) {
    return text(literal, key).map(CaseFiles::inFull).map(Expected::of).orElse(Expected.NULL);
  }

  /** Spells out {@code <x * 500000>}. */
  static String inFull(String cell) {
    Matcher repeated = REPEATED.matcher(cell);
    return repeated.replaceAll(
        match -> Matcher.quoteReplacement(match.group(1).repeat(Integer.parseInt(match.group(2)))));
  }

  private static void requireKeys(Map<?, ?> map, Set<String> known, String file) {
    if (!known.containsAll(map.keySet())) {
      throw new IllegalArgumentException(file + ": one of " + map.keySet() + " is not in " + known);
    }
  }

  private static Object required(@Nullable Object value, String file, String what) {
    if (value == null) {
      throw new IllegalArgumentException(file + ": nothing at " + what);
    }
    return value;
  }

  private static Optional<String> text(Map<?, ?> map, String key) {
    return Optional.ofNullable(map.get(key)).map(Object::toString);
  }
}
