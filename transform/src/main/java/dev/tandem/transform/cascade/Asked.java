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
    String moved = withoutParent(child.key());
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
    boolean isDeletion = end.deleted() && key.onDelete() == ForeignKey.Action.CASCADE;
    Cause cause = new Cause(end.cause(), isDeletion ? Cause.Kind.DELETED : Cause.Kind.CHANGED);
    out.accept(request(key, cause, List.of(), rows, now));
    rows.clear();
    size = 0;
  }

  /** All rows that refer to these values now, whatever is known of them. */
  static RereadRequest allOf(ForeignKey key, Told.Came came, long now) {
    Cause cause = new Cause(came.cause(), Cause.Kind.CAME, came.level());
    RereadRequest.Row row = new RereadRequest.Row(came.values().toString(), 0, -1);
    return request(key, cause, names(came.values()), List.of(row), now);
  }

  private static RereadRequest request(
      ForeignKey key, Cause cause, List<String> by, List<RereadRequest.Row> rows, long now) {
    String why = "foreign key " + key.name() + " of " + key.child();
    return new RereadRequest(cause.id(), key.child().toString(), by, rows, "cascades", now, why);
  }

  /** The key that a child has if the source has set its reference to NULL; null when it has not. */
  private @Nullable String withoutParent(String childKey) {
    boolean takesNull =
        (end.deleted() && key.onDelete() == ForeignKey.Action.SET_NULL)
            || (end.moved() && key.onUpdate() == ForeignKey.Action.SET_NULL);
    if (!takesNull) {
      return null;
    }
    ObjectNode changed = object(childKey);
    for (String column : names(changed)) {
      if (key.columns().stream().anyMatch(column::equalsIgnoreCase)) {
        changed.putNull(column);
      }
    }
    return changed.equals(object(childKey)) ? null : changed.toString();
  }

  private static List<String> names(JsonNode object) {
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
