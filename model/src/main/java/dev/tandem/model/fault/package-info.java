/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Places where tests make a process fail, and the protections that they switch off to prove that
 * they are needed.
 */
@NullMarked
package dev.tandem.model.fault;

import org.jspecify.annotations.NullMarked;
