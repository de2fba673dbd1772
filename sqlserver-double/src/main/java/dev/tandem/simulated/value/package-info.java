/* SPDX-License-Identifier: Apache-2.0 */
/** SQL Server's types, the Java values that stand for theirs, rows of them, and its errors. */
@NullMarked
package dev.tandem.simulated.value;

import org.jspecify.annotations.NullMarked;
