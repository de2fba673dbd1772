/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.wire;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was published of a row last, and so what the targets have of it: retention may have taken
 * the record itself.
 *
 * @param schema the id of the schema that the image is read with
 * @param after the image, as a raw record has it
 * @param cut the columns that it lacks because they were too long
 * @param moved the key that the row has if it is still there under another one, as a raw record
 *     spells it; null when it can have no other
 */
public record LastImage(
    String schema, JsonNode after, Set<String> cut, @JsonInclude(NON_NULL) @Nullable String moved) {

  /** Copies the set. */
  public LastImage {
    cut = Set.copyOf(cut);
  }
}
