/* SPDX-License-Identifier: Apache-2.0 */
/** Benchmarks, started by {@code ./tandem bench}: no part of the product, and run by no build. */
@NullMarked
package dev.tandem.bench;

import org.jspecify.annotations.NullMarked;
