/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What becomes of each type of the source: cases kept as data, run through the whole pipeline, and
 * the page {@code docs/types.md} made of them.
 */
@NullMarked
package dev.tandem.conformance;

import org.jspecify.annotations.NullMarked;
