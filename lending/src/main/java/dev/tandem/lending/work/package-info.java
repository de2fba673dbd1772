/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The changes that go on in the database: what clients do, how they take turns, and what they
 * count.
 */
@NullMarked
package dev.tandem.lending.work;

import org.jspecify.annotations.NullMarked;
