/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The commands of {@code ./tandem}: the only main method of the product, the only place that reads
 * the environment or exits.
 */
@NullMarked
package dev.tandem.cli;

import org.jspecify.annotations.NullMarked;
