/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.conformance;

import java.util.Optional;

/**
 * What one place must hold of a literal.
 *
 * @param text in the form of that place, or empty for NULL
 * @param refusal the code of the dead letter in its stead, or empty
 */
record Expected(Optional<String> text, Optional<String> refusal) {
  static final Expected NULL = new Expected(Optional.empty(), Optional.empty());

  private static final String REFUSED = "refused ";

  /** Reads a text, or {@code refused E_CODE}. */
  static Expected of(String cell) {
    return cell.startsWith(REFUSED) ? refused(cell.substring(REFUSED.length())) : text(cell);
  }

  static Expected text(String text) {
    return new Expected(Optional.of(text), Optional.empty());
  }

  static Expected refused(String code) {
    return new Expected(Optional.empty(), Optional.of(code));
  }

  boolean isRefused() {
    return refusal.isPresent();
  }

  @Override
  public String toString() {
    return refusal.map(code -> REFUSED + code).or(() -> text).orElse("NULL");
  }
}
