/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.transform;

import java.util.Optional;

/** A transform in tandem.yaml, or one of the user's own, that cannot be used as it is. */
public final class MalformedTransform extends Exception {
  private static final long serialVersionUID = 1L;

  private final String suggestion;
  private final String unknownName;

  /** Says in one sentence each what is wrong and what to write instead. */
  public MalformedTransform(String message, String suggestion) {
    this(message, suggestion, "");
  }

  private MalformedTransform(String message, String suggestion, String unknownName) {
    super(message);
    this.suggestion = suggestion;
    this.unknownName = unknownName;
  }

  static MalformedTransform unknown(String name, Iterable<String> names) {
    return new MalformedTransform(
        "there is no transform " + Shown.of(name),
        "write one of " + String.join(", ", names),
        name);
  }

  /** What to write, or to do, instead. */
  public String suggestion() {
    return suggestion;
  }

  /** The name that no transform has, so that the caller can look for the one that was meant. */
  public Optional<String> unknownName() {
    return unknownName.isEmpty() ? Optional.empty() : Optional.of(unknownName);
  }
}
