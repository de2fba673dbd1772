/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandem.wire.Headers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.header.Header;

/**
 * What the targets have of a row, as far as a record tells: of one that found no place they have
 * what was before it, of the last one that was published what it left.
 *
 * @param isRefused whether the record found no place
 */
record Former(RawImage image, boolean isRefused) {

  /** Whether the targets can have the row elsewhere than where it belongs now. */
  boolean tellsPlace() {
    return !isRefused || image.hasFormer();
  }

  /** The row at the targets; a row that never arrived is where it would have. */
  JsonNode row() {
    return image.json(isBefore() ? "before" : "after");
  }

  /** The columns that the row lacks because it was too large. */
  Set<String> cut() {
    return isBefore() ? image.cutBefore() : image.cut();
  }

  private boolean isBefore() {
    return isRefused && image.hasFormer();
  }

  /** The key that the row has if it is there under another one. */
  Optional<String> moved() {
    Header moved = image.record().headers().lastHeader(Headers.MOVED);
    return isRefused || moved == null
        ? Optional.empty()
        : Optional.of(new String(moved.value(), StandardCharsets.UTF_8));
  }
}
