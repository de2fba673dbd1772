/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.transform;

/**
 * Makes the transforms of one name. Those of a user are found through {@link
 * java.util.ServiceLoader}: their jar lists the class in {@code
 * META-INF/services/dev.tandem.model.transform.TransformFactory}.
 */
public interface TransformFactory {

  /** The name, the parameters and the meaning; always the same. */
  TransformDescription description();

  /**
   * A transform with these arguments; as many as the signature asks for.
   *
   * @throws MalformedTransform when an argument is none that the transform takes
   */
  Transform create(Arguments arguments) throws MalformedTransform;
}
