/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Puts a pipeline together out of its file: which parts there are, and what they are connected to.
 */
@NullMarked
package dev.tandem.cli.wiring;

import org.jspecify.annotations.NullMarked;
