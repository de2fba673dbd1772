/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config.key;

import java.util.Optional;

/**
 * A key with all that is to be said of it, for the reader and the reference alike. Two keys are the
 * same only when they are the same object.
 */
public final class Key<T> {
  private final String name;
  private final Kind<T> kind;
  private final Optional<T> value;
  private final String leftOut;
  private final String meaning;
  private final String example;

  private Key(
      String name,
      Kind<T> kind,
      Optional<T> value,
      String leftOut,
      String meaning,
      String example) {
    this.name = name;
    this.kind = kind;
    this.value = value;
    this.leftOut = leftOut;
    this.meaning = meaning;
    this.example = example;
  }

  /** A key that must be there. */
  public static <T> Key<T> required(String name, Kind<T> kind) {
    return new Key<>(name, kind, Optional.empty(), "", "", "");
  }

  /**
   * A key that may be left out.
   *
   * @param leftOut what holds then
   */
  public static <T> Key<T> optional(String name, Kind<T> kind, String leftOut) {
    return new Key<>(name, kind, Optional.empty(), leftOut, "", "");
  }

  /**
   * A key with a value of its own when it is left out.
   *
   * @param shown the value as one would write it
   */
  public static <T> Key<T> defaulted(String name, Kind<T> kind, T value, String shown) {
    return new Key<>(name, kind, Optional.of(value), shown, "", "");
  }

  /** This key with its meaning, in Markdown. */
  public Key<T> meaning(String text) {
    return new Key<>(name, kind, value, leftOut, text, example);
  }

  /** This key with a value that shows how to write it. */
  public Key<T> example(String text) {
    return new Key<>(name, kind, value, leftOut, meaning, text);
  }

  /** How the key is spelled. */
  public String name() {
    return name;
  }

  /** What it holds. */
  public Kind<T> kind() {
    return kind;
  }

  /** The value that holds when it is left out, if there is one. */
  public Optional<T> value() {
    return value;
  }

  /** Whether it must be there. */
  public boolean isRequired() {
    return leftOut.isEmpty();
  }

  /** What holds when it is left out, in words; empty for a required key. */
  public String leftOut() {
    return leftOut;
  }

  /** What it means, in Markdown. */
  public String meaning() {
    return meaning;
  }

  /** How it is written, for example {@code 3306}; may be empty for a section. */
  public String example() {
    return example;
  }
}
