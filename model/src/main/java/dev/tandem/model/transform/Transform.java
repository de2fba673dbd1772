/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.transform;

import dev.tandem.model.type.Refused;
import dev.tandem.model.type.Value;

/**
 * One step from a column's value to a field's. Pure and thread-safe: the pipeline and verification
 * run it at different times on different machines and must find the same.
 */
@FunctionalInterface
public interface Transform {

  /**
   * The transformed value, which may be {@link Value#NULL}.
   *
   * @param value any value but {@link Value#NULL}
   * @throws Refused when this transform cannot work on the value, with a reason that does not hold
   *     it
   */
  Value apply(Value value) throws Refused;
}
