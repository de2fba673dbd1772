/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import dev.tandem.model.source.SourceReader;
import dev.tandem.model.source.SourceRow;
import dev.tandem.model.source.SourceTable;
import dev.tandem.model.type.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Compares published images of rows with what the source has now. */
final class SourceLookup {
  private final SourceReader source;

  SourceLookup(SourceReader source) {
    this.source = source;
  }

  /** Of each image that has a row: what became of the row since. */
  Map<RawImage, Now> of(List<RawImage> images) {
    Map<RawImage, Now> found = new LinkedHashMap<>();
    images.stream()
        .collect(Collectors.groupingBy(image -> image.table().table()))
        .forEach((table, group) -> find(table, group, found));
    return found;
  }

  private void find(SourceTable then, List<RawImage> images, Map<RawImage, Now> found) {
    SourceTable now = source.table(then.id());
    if (!now.positions().keySet().containsAll(then.key())) {
      images.forEach(image -> found.put(image, Now.SAME)); // its key is lost: nothing can be told
      return;
    }
    RowKeys spelling = new RowKeys(now, then.key());
    RowKeys before = new RowKeys(then, then.key());
    Map<RawImage, List<Value>> keys = new LinkedHashMap<>();
    for (RawImage image : images) {
      image.row().ifPresent(row -> keys.put(image, before.of(row)));
    }
    Map<String, SourceRow> rows = new HashMap<>();
    for (SourceRow row : source.find(now, then.key(), new HashSet<>(keys.values()))) {
      rows.put(spelling.spelled(row), row);
    }
    keys.forEach(
        (image, key) -> {
          SourceRow row = rows.get(spelling.spelled(key));
          boolean isSame = row != null && isSame(image.row().orElseThrow(), row);
          found.put(image, row == null ? Now.GONE : isSame ? Now.SAME : Now.OTHER);
        });
  }

  /**
   * Whether every column that is still there has the same value. Values that are the same and
   * spelled otherwise may pass for different.
   */
  static boolean isSame(SourceRow then, SourceRow now) {
    if (then.table().equals(now.table())) {
      return then.equals(now);
    }
    Map<String, Integer> positions = now.table().positions();
    for (int i = 0; i < then.table().columns().size(); i++) {
      Integer position = positions.get(then.table().columns().get(i).name());
      if (position != null && !then.value(i).equals(now.value(position))) {
        return false;
      }
    }
    return true;
  }

  /** What became of a row. */
  enum Now {
    /** It is as it was. */
    SAME,
    /** It is there, with other values. */
    OTHER,
    /** It is not there. */
    GONE
  }
}
