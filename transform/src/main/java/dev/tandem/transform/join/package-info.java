/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Entities of several tables: an app of Kafka Streams for each, which joins the tables' raw topics
 * and maps what comes of it.
 */
@NullMarked
package dev.tandem.transform.join;

import org.jspecify.annotations.NullMarked;
