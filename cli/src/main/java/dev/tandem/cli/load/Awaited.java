/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.cli.load;

/**
 * A change that has not been seen yet. Times are nanoTime.
 *
 * @param revision the row shows the change once it has this one, or a later
 */
record Awaited(long revision, long dueNanos, long committedNanos, boolean measured) {}
