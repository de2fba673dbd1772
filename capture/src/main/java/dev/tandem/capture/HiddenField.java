/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.capture;

import java.lang.reflect.Field;

/** A field of the connector's that no setting and no method reaches. */
final class HiddenField {
  private HiddenField() {}

  /**
   * To be read and written.
   *
   * @throws NoSuchFieldException when this Debezium is made in another way
   */
  static Field of(Class<?> owner, String name) throws NoSuchFieldException {
    Field field = owner.getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }
}
