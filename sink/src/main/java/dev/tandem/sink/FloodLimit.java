/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.sink;

import java.time.Duration;

/**
 * How many dead letters of one entity a sink takes for the trouble of single rows. More are a
 * mapping or a table that no longer fits, and the entity is stopped instead of emptied into the
 * dead letters.
 *
 * @param letters that many are still parked
 * @param within the time in which they are counted
 */
public record FloodLimit(int letters, Duration within) {}
