/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Random tables, rows and changes through the whole pipeline. What arrives is compared with the
 * source by rules that this package has of its own, written from {@code docs/types.md}: a mistake
 * that the product makes in reading and in writing alike is seen here.
 */
@NullMarked
package dev.tandem.conformance.property;

import org.jspecify.annotations.NullMarked;
