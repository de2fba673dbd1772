/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Error codes and the exception that carries one: what a user is told, and the exit status it
 * means.
 */
@NullMarked
package dev.tandem.model.error;

import org.jspecify.annotations.NullMarked;
