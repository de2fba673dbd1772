/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Dead letters: which there are, what was refused and why, and what an operator does about them.
 */
@NullMarked
package dev.tandem.cli.letters;

import org.jspecify.annotations.NullMarked;
