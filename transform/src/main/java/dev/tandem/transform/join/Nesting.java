/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform.join;

import dev.tandem.model.join.ColumnNames;
import dev.tandem.model.join.JoinKey;
import dev.tandem.model.join.JoinsPlan.Embed;
import dev.tandem.model.join.RowParts;
import dev.tandem.model.source.SourceRow;
import dev.tandem.wire.SchemaStore;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of an entity's children: the key of the row that each refers to, the child itself,
 * and its own children. For one thread.
 */
final class Nesting {
  private static final int PARENT = 0;
  private static final int CHILD = 1;

  /** The first of a child's own children. */
  private static final int NESTED = 2;

  private final Embed plan;
  private final ColumnNames on;
  private final List<Nesting> nested;
  private final Decoder decoder;

  Nesting(Embed plan, UnaryOperator<String> naming, SchemaStore schemas) {
    this.plan = plan;
    this.on = new ColumnNames(plan.on(), naming);
    this.decoder = new Decoder(schemas);
    this.nested = plan.embeds().stream().map(embed -> new Nesting(embed, naming, schemas)).toList();
  }

  /** A child without its own children. */
  byte[] child(BaseRow row) {
    SourceRow child = decoder.row(row.image());
    return Parts.ofCount(NESTED + plan.embeds().size())
        .set(PARENT, Parts.bytes(JoinKey.of(child, on.in(child.table()))))
        .set(CHILD, row.image().toBytes())
        .toBytes();
  }

  /** A child with some of its own children. */
  static byte[] with(byte[] child, int embed, byte @Nullable [] children) {
    return Parts.read(child).set(NESTED + embed, children).toBytes();
  }

  /** The key of the row that a child refers to, if it refers to any. */
  static @Nullable String parent(byte[] child) {
    return Parts.read(child).text(PARENT);
  }

  /** The children of a row. */
  List<RowParts.Child> of(byte @Nullable [] children) {
    List<RowParts.Child> all = new ArrayList<>();
    Children.read(children)
        .each(
            (key, child) -> {
              Parts parts = Parts.read(child);
              List<List<RowParts.Child>> own = new ArrayList<>();
              for (int i = 0; i < nested.size(); i++) {
                own.add(nested.get(i).of(parts.get(NESTED + i)));
              }
              SourceRow row = decoder.row(Image.read(parts.required(CHILD)));
              all.add(new RowParts.Child(row, own));
            });
    return all;
  }
}
