/* SPDX-License-Identifier: Apache-2.0 */
/** The plan that says how tables become entities, and the pure function that carries it out. */
@NullMarked
package dev.tandem.model.mapping;

import org.jspecify.annotations.NullMarked;
