/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.conformance.property;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table of the source, and where its rows go.
 *
 * @param number tells it from the others of a run
 * @param key the columns that identify a row, in their order
 * @param isPrimary whether they are the primary key; else a unique index says so
 * @param isAsIs whether fields are named as their columns are, instead of in snake case
 * @param keys the templates of DynamoDB's keys, in YAML
 */
record RandomTable(
    int number,
    String database,
    String name,
    List<Column> columns,
    List<Column> key,
    boolean isPrimary,
    boolean isAsIs,
    String keys) {

  /** Its name with its database in MySQL. */
  String source() {
    return Sql.name(database) + '.' + Sql.name(name);
  }

  /** The domain of tables whose fields are named alike. */
  String domain() {
    return isAsIs ? "as_is" : "snake";
  }

  /** Its name with its schema in PostgreSQL. */
  String postgres() {
    return Sql.quoted(domain()) + '.' + Sql.quoted(name);
  }

  /** Its name in DynamoDB. */
  String dynamo() {
    return "Random." + number;
  }

  List<Column> written() {
    return columns.stream().filter(Column::isWritten).toList();
  }

  String create() {
    String definitions =
        columns.stream().map(Column::definition).collect(Collectors.joining(",\n  "));
    String names =
        key.stream().map(column -> Sql.name(column.name())).collect(Collectors.joining(", "));
    return "CREATE TABLE "
        + source()
        + " (\n  "
        + definitions
        + ",\n  "
        + (isPrimary ? "PRIMARY KEY" : "UNIQUE KEY")
        + " ("
        + names
        + ")) DEFAULT CHARSET utf8mb4";
  }

  /** The entity, as a line of tandem.yaml. */
  String entityYaml() {
    String fields =
        columns.stream()
            .filter(Column::isNamed)
            .map(RandomTable::fieldYaml)
            .collect(Collectors.joining(", "));
    return "      t%d: {from: %s%s, to: {postgres: {table: %s}, dynamo: {table: %s, key: %s}}}\n"
        .formatted(
            number,
            yaml(database + '.' + name),
            fields.isEmpty() ? "" : ", fields: {" + fields + "}",
            yaml(name),
            dynamo(),
            keys);
  }

  private static String fieldYaml(Column column) {
    String type = column.kind().declared();
    return column.field()
        + ": {from: "
        + yaml(column.name())
        + (type.isEmpty() ? "" : ", type: " + yaml(type))
        + "}";
  }

  private static String yaml(String text) {
    return TextNode.valueOf(text).toString();
  }
}
