/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The loop that every sink runs: poll, batch, write, commit; and the decorators around a target's
 * writer: retry, park, meter. What a target is lies behind {@link
 * dev.tandem.model.target.TargetWriter}.
 */
@NullMarked
package dev.tandem.sink;

import org.jspecify.annotations.NullMarked;
