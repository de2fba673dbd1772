/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.source;

import java.util.List;

/**
 * A column as the source's catalogue declares it.
 *
 * @param typeName the source's own name in upper case without length, for example {@code BIGINT
 *     UNSIGNED}
 * @param length characters, digits, bits or fraction digits, as the type means it; -1 when the
 *     source states none
 * @param scale digits after the point; -1 when the source states none
 * @param labels of an ENUM or SET, unescaped and in the order of their definition
 */
public record SourceColumn(
    String name, String typeName, int length, int scale, boolean nullable, List<String> labels) {

  /** Copies the labels. */
  public SourceColumn {
    labels = List.copyOf(labels);
  }
}
