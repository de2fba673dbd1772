/* SPDX-License-Identifier: Apache-2.0 */
/**
 * A MySQL source read over JDBC: connections, the catalogue, rows as values, and positions in its
 * log. It knows neither Kafka nor the connector that captures changes.
 */
@NullMarked
package dev.tandem.mysql;

import org.jspecify.annotations.NullMarked;
