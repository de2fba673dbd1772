/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.mapping;

import java.util.List;
import java.util.Optional;

/**
 * Which of a table's rows become rows of the entity, and what becomes of those that are gone.
 *
 * @param where a CEL condition over the fields; rows that it does not hold for are not in the
 *     entity
 * @param rules what must hold for those that are
 */
public record RowsPlan(Optional<String> where, List<Rule> rules, Deletes deletes) {
  /** Every row, and deleted where the source deletes it. */
  public static final RowsPlan ALL = new RowsPlan(Optional.empty(), List.of(), new Hard());

  /** Copies the list. */
  public RowsPlan {
    rules = List.copyOf(rules);
  }

  /**
   * A CEL condition over the fields.
   *
   * @param name for dead letters and counters
   */
  public record Rule(String name, String condition, Severity severity) {}

  /** What happens to a row that breaks a rule. */
  public enum Severity {
    /** It becomes a dead letter. */
    REJECT,
    /** It is written all the same, and counted. */
    WARN
  }

  /** What happens at the targets to a row that leaves the source, or the condition. */
  public sealed interface Deletes {}

  /** It is deleted. */
  public record Hard() implements Deletes {}

  /**
   * It is kept and marked.
   *
   * @param flag a boolean field that becomes true
   * @param time a field that becomes the time of the commit, if there is one
   */
  public record Soft(String flag, Optional<String> time) implements Deletes {}

  /** It is kept as it was last. */
  public record Keep() implements Deletes {}
}
