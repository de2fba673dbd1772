/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Entities of several tables: a row with columns of its parents and with its children becomes a
 * wider row, which a mapper takes like any other. Pure but for the reader that looks at a source;
 * the transform and verification call the same functions.
 */
@NullMarked
package dev.tandem.model.join;

import org.jspecify.annotations.NullMarked;
