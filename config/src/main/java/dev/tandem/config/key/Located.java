/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.config.key;

import dev.tandem.config.problem.Place;

/** A value and where it stands. */
public record Located<T>(T value, Place place) {}
