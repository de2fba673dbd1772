/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.simulated.tds;

import dev.tandem.simulated.value.SqlType;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of a call.
 *
 * @param name with its @, or empty
 * @param value as a column of its type would store it; null for NULL
 */
public record Parameter(String name, boolean output, SqlType type, @Nullable Object value) {}
