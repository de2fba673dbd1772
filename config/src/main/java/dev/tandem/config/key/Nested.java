/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config.key;

import dev.tandem.config.problem.Place;
import dev.tandem.config.yaml.YamlNode;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A kind that may stand within itself, and so is not there yet when its own keys are declared.
 *
 * @param placeholder stands for it in the JSON Schema, for example {@code embed}
 * @param kind asked for only once all keys have been declared
 */
public record Nested<T>(String placeholder, Supplier<? extends Kind<T>> kind) implements Kind<T> {

  @Override
  public String label() {
    return kind.get().label();
  }

  @Override
  public Optional<T> read(YamlNode node, Place key, Reading reading) {
    return kind.get().read(node, key, reading);
  }
}
