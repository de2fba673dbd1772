/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.model.entity;

import dev.tandem.model.type.Type;

/** A field of an entity. */
public record EntityField(String name, Type type, boolean nullable) {}
