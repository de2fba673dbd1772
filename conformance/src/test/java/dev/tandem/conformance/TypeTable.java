/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.conformance;

import dev.tandem.model.entity.EntityName;
import dev.tandem.model.source.TableId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A table of the source: the columns of a section, or one that is a key. */
record TypeTable(String name, Section.When when, List<TypeColumn> columns) {
  static final String DATABASE = "conformance";
  static final String DOMAIN = "types";
  static final String ID = "id";

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
        tables.add(new TypeTable(section.name(), section.when(), plain));
      }
      columns.stream()
          .filter(TypeColumn::isAlone)
          .map(
              column ->
                  new TypeTable(
                      section.name() + '_' + column.name(), section.when(), List.of(column)))
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
    return TableId.of(DATABASE, name);
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
    return "CREATE TABLE "
        + name
        + columns.stream().collect(Collectors.joining(", ", " (", ", "))
        + "PRIMARY KEY ("
        + key()
        + ")) DEFAULT CHARSET utf8mb4";
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
