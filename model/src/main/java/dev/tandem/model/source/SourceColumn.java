/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.source;

import java.util.List;

/**
 * A column as the source's catalogue declares it, in one spelling whoever read it; {@link
 * SourceKind#normalise} makes it.
 *
 * @param typeName the source's own name in upper case without length, for example {@code BIGINT
 *     UNSIGNED}; a synonym is replaced by the name that it stands for, and of the attributes only
 *     {@code UNSIGNED} is kept
 * @param length characters of CHAR and VARCHAR, bytes of BINARY and VARBINARY, bits of BIT, digits
 *     of DECIMAL, fraction digits of TIME, DATETIME and TIMESTAMP unless there are none; otherwise
 *     -1, since the widths of other types do not limit their values
 * @param scale digits after the point of DECIMAL; otherwise -1
 * @param labels of an ENUM or SET, unescaped and in the order of their definition; otherwise empty
 */
public record SourceColumn(
    String name, String typeName, int length, int scale, boolean nullable, List<String> labels) {

  /** Copies the labels. */
  public SourceColumn {
    labels = List.copyOf(labels);
  }
}
