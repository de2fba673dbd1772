/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What a field of the mapping may do to its column's value before the declared type accepts it:
 * pure functions over values, and the spelling in which tandem.yaml names them.
 */
@NullMarked
package dev.tandem.model.transform;

import org.jspecify.annotations.NullMarked;
