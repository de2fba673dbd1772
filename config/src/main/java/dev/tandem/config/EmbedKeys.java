/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config;

import dev.tandem.config.key.Fields;
import dev.tandem.config.key.Key;
import dev.tandem.config.key.ListOf;
import dev.tandem.config.key.Located;
import dev.tandem.config.key.MapOf;
import dev.tandem.config.key.Nested;
import dev.tandem.config.key.Scalars;
import dev.tandem.config.key.Section;
import dev.tandem.model.mapping.TablePattern;
import java.util.List;
import java.util.Map;

/** The keys of an embed: the rows of another table that refer to a row. */
final class EmbedKeys {
  static final Key<TablePattern> FROM =
      Key.required("from", MappingForms.ONE_TABLE)
          .meaning("The children's table, spelled as the entity's own.")
          .example("shop.order_lines");

  static final Key<List<Located<String>>> ON =
      Key.required("on", columns())
          .meaning(
              "The children's columns that refer to the parent, in the order of the parent's primary"
                  + " key.")
          .example("order_id");

  static final Key<List<Located<String>>> ORDER_BY =
      Key.optional("order_by", columns(), "the children's primary key alone")
          .meaning(
              "The children's columns by which a list is ordered, before their primary key: numbers"
                  + " by value, texts by code points, NULL first.")
          .example("line_no");

  static final Key<Shape> AS =
      Key.defaulted("as", Scalars.word(Shape.class), Shape.LIST, "list")
          .meaning("Whether the children are a `list`, or a `map` with a name for each, see `by`.")
          .example("map");

  static final Key<String> BY =
      Key.optional("by", Scalars.text("a column"), "the children are a list")
          .meaning("The column whose text is the name of each child in a map.")
          .example("line_no");

  static final Key<List<Located<String>>> DROP =
      Key.optional(
              "drop", ListOf.distinct("a list of columns", Scalars.text("a column")), "no column")
          .meaning("The children's columns that are left out.")
          .example("[order_id]");

  static final Nested<Fields> CHILDREN = new Nested<>("embed", () -> EmbedKeys.SECTION);

  static final Key<Map<String, Located<Fields>>> EMBED =
      Key.optional("embed", new MapOf<>("field", EntityKeys.FIELD_NAME, CHILDREN), "no children")
          .meaning(
              "Rows of other tables that refer to a row, as one field of the type `json` that holds"
                  + " them all; children may have children. See [One row of several"
                  + " tables](mapping.md#one-row-of-several-tables).")
          .example("{lines: {from: shop.order_lines, on: order_id}}");

  static final Section SECTION = Section.of(FROM, ON, ORDER_BY, AS, BY, DROP, EMBED);

  private EmbedKeys() {}

  private static ListOf<String> columns() {
    return ListOf.distinctOrJustOne("a column, or a list of them", Scalars.text("a column"));
  }

  /** What the children of a row are together. */
  enum Shape {
    LIST,
    MAP
  }
}
