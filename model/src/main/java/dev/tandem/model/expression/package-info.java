/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Rules, filters and computed fields in CEL, the Common Expression Language: text compiled once
 * against the types of an entity's fields, then evaluated for each row. docs/expressions.md tells
 * users what they may write. No type of the CEL library leaves this package.
 */
@NullMarked
package dev.tandem.model.expression;

import org.jspecify.annotations.NullMarked;
