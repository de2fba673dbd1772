/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.transform;

import dev.tandem.model.type.Refused;
import dev.tandem.model.type.TextType;
import dev.tandem.model.type.Type;
import dev.tandem.model.type.Value;
import dev.tandem.model.type.ValueError;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Transforms one after the other; what has become NULL stays NULL. */
final class Chain implements Transform {
  private static final Type ANY_TEXT = new TextType(TextType.UNLIMITED);

  private final List<Step> steps;

  Chain(List<Step> steps) {
    this.steps = List.copyOf(steps);
  }

  @Override
  public Value apply(Value value) throws Refused {
    if (value instanceof Value.Text) {
      // a hash or a mask would hide from the declared type that the source could not decode it
      ANY_TEXT.accept(value);
    }
    Value current = value;
    for (Step step : steps) {
      if (current.isNull()) {
        return current;
      }
      current = step.apply(current);
    }
    return current;
  }

  /** As it was written. */
  @Override
  public String toString() {
    return steps.stream().map(Step::text).collect(Collectors.joining(", ", "[", "]"));
  }

  /** One transform, with what a refusal calls it and how it was written. */
  record Step(String name, String text, Transform transform) {

    Value apply(Value value) throws Refused {
      try {
        return Objects.requireNonNull(transform.apply(value));
      } catch (Refused e) {
        throw new Refused(e.error(), name + ": " + e.getMessage());
      } catch (RuntimeException e) {
        // a user's own transform failed; what the exception says may hold the value (invariant 8)
        throw new Refused(
            ValueError.TRANSFORM, name + ": failed with " + e.getClass().getSimpleName());
      }
    }
  }
}
