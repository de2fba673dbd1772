/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Compares a source with a target, row by row, through the mapper that the pipeline uses. It knows
 * no database and no Kafka: both sides are read through their ports, and how far the pipeline has
 * come is told by the caller.
 */
@NullMarked
package dev.tandem.verify;

import org.jspecify.annotations.NullMarked;
