/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.mapping;

import java.util.Locale;
import java.util.regex.Pattern;

/** How the name of a column becomes the name of a field that the mapping does not name itself. */
public enum Naming {
  /** The source's own spelling. */
  AS_IS,
  /**
   * {@code ApplicationId}, {@code applicationId} and {@code APPLICATION_ID} become {@code
   * application_id}.
   */
  SNAKE_CASE;

  private static final Pattern WORD_START =
      Pattern.compile("(?<=[\\p{Ll}\\d])(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})");

  /** The field's name. */
  public String apply(String column) {
    return this == AS_IS
        ? column
        : WORD_START.matcher(column).replaceAll("_").toLowerCase(Locale.ROOT);
  }
}
