/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.conformance;

import dev.tandem.model.entity.EntityName;
import dev.tandem.model.source.SourceKind;
import dev.tandem.model.source.TableId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A table of the source: the columns of a section, or one that is a key. */
record TypeTable(SourceKind source, String name, Section.When when, List<TypeColumn> columns) {
  static final String DATABASE = "conformance";
  static final String DOMAIN = "types";
  static final String ID = "id";

  /** A column of no case, for an UPDATE that leaves the others alone. */
  static final String OTHER = "other";

  TypeTable {
    columns = List.copyOf(columns);
  }

  /** All tables of the sections that a server of that version can hold. */
  static List<TypeTable> of(List<Section> sections, String version) {
    List<TypeTable> tables = new ArrayList<>();
    for (Section section : sections) {
      List<TypeColumn> columns =
          section.columns().stream().filter(column -> column.isKnownTo(version)).toList();
      if (section.when() == Section.When.NEVER) {
        continue;
      }
      List<TypeColumn> plain = columns.stream().filter(column -> !column.isAlone()).toList();
      if (!plain.isEmpty()) {
        tables.add(new TypeTable(section.source(), section.name(), section.when(), plain));
      }
      columns.stream()
          .filter(TypeColumn::isAlone)
          .map(
              column ->
                  new TypeTable(
                      section.source(),
                      section.name() + '_' + column.name(),
                      section.when(),
                      List.of(column)))
          .forEach(tables::add);
    }
    return tables;
  }

  boolean isKeyed() {
    return columns.get(0).isKey();
  }

  /** Whether the pipeline must not even begin with it. */
  boolean isRefused() {
    return columns.get(0).preflight().isPresent();
  }

  TableId id() {
    return switch (source) {
      case MYSQL -> TableId.of(DATABASE, name);
      case SQL_SERVER -> new TableId(DATABASE, "dbo", name);
    };
  }

  /** The ways that a row of each case goes, which the last digit of its id tells. */
  List<Integer> ways() {
    if (isKeyed()) {
      return List.of(SourceRows.SNAPSHOT, SourceRows.INSERTED, SourceRows.UPDATED);
    }
    List<Integer> ways = new ArrayList<>();
    if (when == Section.When.ALWAYS) {
      ways.add(SourceRows.SNAPSHOT);
    }
    ways.addAll(List.of(SourceRows.INSERTED, SourceRows.UPDATED));
    if (source == SourceKind.SQL_SERVER) {
      ways.add(SourceRows.UNTOUCHED); // its change tables leave such values out
    }
    return ways;
  }

  EntityName entity() {
    return new EntityName(DOMAIN, name);
  }

  /** The column that is the table's key. */
  String key() {
    return isKeyed() ? columns.get(0).name() : ID;
  }

  String create() {
    List<String> columns = new ArrayList<>(List.of(ID + " INT NOT NULL"));
    if (when != Section.When.ADDED) {
      columns.addAll(definitions());
    }
    if (ways().contains(SourceRows.UNTOUCHED)) {
      columns.add(OTHER + " INT");
    }
    return "CREATE TABLE "
        + name
        + columns.stream().collect(Collectors.joining(", ", " (", ", "))
        + "PRIMARY KEY ("
        + key()
        + "))";
  }

  List<String> definitions() {
    return columns.stream().flatMap(column -> column.definitions().stream()).toList();
  }

  /** The entity, as a line of tandem.yaml. */
  String entityYaml() {
    String fields =
        columns.stream()
            .filter(column -> column.declared().isPresent())
            .map(
                column ->
                    column.name()
                        + ": {from: "
                        + column.name()
                        + ", type: '"
                        + column.type().replace("'", "''")
                        + "'}")
            .collect(Collectors.joining(", ", "{", "}"));
    return name
        + ": {from: "
        + id()
        + (fields.equals("{}") ? "" : ", fields: " + fields)
        + ", to: {postgres: {table: "
        + name
        + "}, dynamo: {table: "
        + name
        + ", key: {pk: \"{"
        + key()
        + "}\"}}}}";
  }
}
