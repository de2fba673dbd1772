/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.lending.table;

import java.time.LocalDateTime;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

/**
 * What rows are drawn in.
 *
 * @param now in UTC
 * @param highest the highest number of a row of the table of that name
 * @param revision the Revision of a row that comes into being
 */
public record Scene(LocalDateTime now, ToLongFunction<String> highest, LongSupplier revision) {}
