/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform.cascade;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tandem.model.source.ForeignKey;
import dev.tandem.wire.LastImage;
import dev.tandem.wire.RereadRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Gathers children of one parent, and makes requests of them that are not too large. */
final class Asked {
  /** Characters of images in a request; one that is larger alone goes alone. */
  private static final int LARGEST = 1 << 20;

  private final ForeignKey key;
  private final End end;
  private final long now;
  private final Consumer<RereadRequest> out;
  private final List<RereadRequest.Row> rows = new ArrayList<>();
  private int size;
  private int total;

  /**
   * Children that are asked for because of an end.
   *
   * @param now milliseconds since 1970
   */
  Asked(ForeignKey key, End end, long now, Consumer<RereadRequest> out) {
    this.key = key;
    this.end = end;
    this.now = now;
    this.out = out;
  }

  /** One more; a request that is full goes out. */
  void add(Told.Present child) {
    String moved = moved(child.key());
    int more = child.after().toString().length();
    if (!rows.isEmpty() && (size + more > LARGEST || rows.size() + 2 > RereadRequest.MOST_ROWS)) {
      send();
    }
    rows.add(
        new RereadRequest.Row(
            child.key(), 0, -1, new LastImage(child.schema(), child.after(), child.cut(), moved)));
    if (moved != null) {
      rows.add(new RereadRequest.Row(moved, 0, -1));
    }
    size += more;
    total++;
  }

  /**
   * Sends what is left.
   *
   * @return how many children were asked for
   */
  int finish() {
    if (!rows.isEmpty()) {
      send();
    }
    return total;
  }

  private void send() {
    boolean isDeletion = end.moved() == null && key.onDelete() == ForeignKey.Action.CASCADE;
    String id = new Cause(end.cause(), isDeletion).id();
    String why = "foreign key " + key.name() + " of " + key.child();
    out.accept(new RereadRequest(id, key.child().toString(), rows, "cascades", now, why));
    rows.clear();
    size = 0;
  }

  /** The key that a child has if the source has changed it; null when it cannot have. */
  private @Nullable String moved(String childKey) {
    JsonNode values = end.moved();
    ForeignKey.Action action = values == null ? key.onDelete() : key.onUpdate();
    boolean takesNull = action == ForeignKey.Action.SET_NULL;
    if (!takesNull && (values == null || action != ForeignKey.Action.CASCADE)) {
      return null;
    }
    ObjectNode changed = object(childKey);
    for (String column : List.copyOf(names(changed))) {
      int place = place(column);
      if (place >= 0) {
        changed.set(column, takesNull || values == null ? changed.nullNode() : values.get(place));
      }
    }
    return changed.equals(object(childKey)) ? null : changed.toString();
  }

  private int place(String column) {
    for (int i = 0; i < key.columns().size(); i++) {
      if (key.columns().get(i).equalsIgnoreCase(column)) {
        return i;
      }
    }
    return -1;
  }

  private static List<String> names(ObjectNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static ObjectNode object(String json) {
    try {
      return (ObjectNode) Told.JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException("not the key of a raw record", e);
    }
  }
}
