/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What the double remembers: databases, tables, transactions, and the change data capture of what
 * they commit. All of it is guarded by one lock, the monitor of {@link
 * dev.tandem.simulated.store.Instance}.
 */
@NullMarked
package dev.tandem.simulated.store;

import org.jspecify.annotations.NullMarked;
