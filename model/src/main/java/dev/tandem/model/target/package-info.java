/* SPDX-License-Identifier: Apache-2.0 */
/** The ports that a target implements, and the batches and outcomes that pass through them. */
@NullMarked
package dev.tandem.model.target;

import org.jspecify.annotations.NullMarked;
