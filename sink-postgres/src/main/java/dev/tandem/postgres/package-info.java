/* SPDX-License-Identifier: Apache-2.0 */
/**
 * PostgreSQL as a target: its writer, its reader, its DDL, and the one place that says how a value
 * looks there. Nothing here knows Kafka or retries.
 */
@NullMarked
package dev.tandem.postgres;

import org.jspecify.annotations.NullMarked;
