/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.transform;

/** A transform of Tandem's own. */
record BuiltIn(TransformDescription description, Maker maker) implements TransformFactory {

  /** Makes the transform of its arguments. */
  @FunctionalInterface
  interface Maker {
    Transform create(Arguments arguments) throws MalformedTransform;
  }

  static BuiltIn of(
      String signature, String meaning, String call, String input, String output, Maker maker) {
    return new BuiltIn(new TransformDescription(signature, meaning, call, input, output), maker);
  }

  @Override
  public Transform create(Arguments arguments) throws MalformedTransform {
    return maker.create(arguments);
  }
}
