/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Values and domain types: what a type accepts, its canonical JSON, and how two values compare. No
 * target appears here.
 */
@NullMarked
package dev.tandem.model.type;

import org.jspecify.annotations.NullMarked;
