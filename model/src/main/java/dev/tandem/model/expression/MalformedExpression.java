/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.expression;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An expression that cannot be compiled. The message is a sentence for who wrote it. */
public final class MalformedExpression extends Exception {
  private static final long serialVersionUID = 1L;

  private final Position position;
  private final @Nullable String unknown;

  MalformedExpression(String problem, Position position) {
    this(problem, position, null);
  }

  MalformedExpression(String problem, Position position, @Nullable String unknown) {
    super("At " + position + ": " + problem + ".");
    this.position = position;
    this.unknown = unknown;
  }

  /** The line of the text, counted from 1. */
  public int line() {
    return position.line();
  }

  /** The character of the line, counted from 1. */
  public int column() {
    return position.column();
  }

  /** The name that no field has, when that is the problem. */
  public Optional<String> unknown() {
    return Optional.ofNullable(unknown);
  }

  /** A place in the text; both numbers count from 1. */
  record Position(int line, int column) implements java.io.Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public String toString() {
      return line == 1 ? "column " + column : "line " + line + ", column " + column;
    }
  }
}
