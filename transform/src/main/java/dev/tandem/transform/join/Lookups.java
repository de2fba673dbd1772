/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform.join;

import dev.tandem.model.join.ColumnNames;
import dev.tandem.model.join.JoinKey;
import dev.tandem.model.join.JoinShape;
import dev.tandem.model.join.RowParts;
import dev.tandem.model.source.SourceRow;
import dev.tandem.model.source.SourceTable;
import dev.tandem.wire.RawImage;
import dev.tandem.wire.RawRefused;
import dev.tandem.wire.SchemaStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of an entity's parents: for each lookup the key that is referred to, and the
 * parent's columns that are needed. For one thread.
 */
final class Lookups {
  private final JoinShape shape;
  private final List<ColumnNames> needed = new ArrayList<>();
  private final Decoder decoder;

  Lookups(JoinShape shape, SchemaStore schemas) {
    this.shape = shape;
    this.decoder = new Decoder(schemas);
    for (int i = 0; i < count(); i++) {
      needed.add(shape.needed(i));
    }
  }

  private int count() {
    return shape.plan().lookups().size();
  }

  static int keyOf(int lookup) {
    return lookup * 2;
  }

  static int parentOf(int lookup) {
    return lookup * 2 + 1;
  }

  /** The keys that a row of the entity's own table refers to, no parent yet. */
  byte[] begun(BaseRow base) {
    return keys(Parts.ofCount(count() * 2), -1, decoder.row(base.image())).toBytes();
  }

  /** What is needed of a parent, and the keys that it refers to itself. */
  byte[] parent(int lookup, BaseRow row) {
    Image image = row.image();
    SourceRow parent = decoder.row(image, needed.get(lookup));
    Parts keys = keys(Parts.ofCount(count() * 2), lookup, parent);
    keys.set(parentOf(lookup), only(image, needed.get(lookup)).toBytes());
    return keys.toBytes();
  }

  /** Takes a parent into what was begun. */
  byte[] joined(int lookup, byte[] begun, byte @Nullable [] parent) {
    Parts parts = Parts.read(begun);
    Parts from = parent == null ? Parts.ofCount(count() * 2) : Parts.read(parent);
    parts.set(parentOf(lookup), from.get(parentOf(lookup)));
    for (int other = 0; other < count(); other++) {
      if (shape.hangsOn(other) == lookup) {
        parts.set(keyOf(other), from.get(keyOf(other)));
      }
    }
    return parts.toBytes();
  }

  private Parts keys(Parts parts, int onto, SourceRow row) {
    for (int lookup = 0; lookup < count(); lookup++) {
      if (shape.hangsOn(lookup) == onto) {
        String key = JoinKey.of(row, shape.on(lookup).in(row.table()));
        parts.set(keyOf(lookup), Parts.bytes(key));
      }
    }
    return parts;
  }

  private Image only(Image image, ColumnNames columns) {
    SourceTable table = decoder.table(image.schema());
    Set<String> names =
        Arrays.stream(columns.in(table))
            .filter(column -> column >= 0)
            .mapToObj(column -> table.columns().get(column).name())
            .collect(Collectors.toSet());
    try {
      return Image.of(image.schema(), RawImage.only(image.row(), names));
    } catch (RawRefused e) {
      throw new IllegalStateException("a row was kept that cannot be read", e);
    }
  }

  /**
   * The parents of a row, or empty while the joins have not come as far as the row has: what they
   * tell then is of parents that it had before.
   */
  Optional<List<RowParts.Parent>> of(SourceRow base, byte @Nullable [] joined) {
    if (count() == 0) {
      return Optional.of(List.of());
    } else if (joined == null) {
      return Optional.empty();
    }
    Parts parts = Parts.read(joined);
    List<RowParts.Parent> parents = new ArrayList<>();
    for (int lookup = 0; lookup < count(); lookup++) {
      String key = parts.text(keyOf(lookup));
      if (shape.hangsOn(lookup) < 0
          && !Objects.equals(key, JoinKey.of(base, shape.on(lookup).in(base.table())))) {
        return Optional.empty();
      }
      byte[] parent = parts.get(parentOf(lookup));
      ColumnNames columns = needed.get(lookup);
      parents.add(
          new RowParts.Parent(
              key != null,
              parent == null
                  ? Optional.empty()
                  : Optional.of(decoder.row(Image.read(parent), columns))));
    }
    return Optional.of(parents);
  }
}
