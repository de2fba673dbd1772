/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Debezium to Kafka: the engine's batches, each published in one Kafka transaction together with
 * the source offset that it ends at. The source's log is read by one capture at a time; others
 * stand by.
 */
@NullMarked
package dev.tandem.capture;

import org.jspecify.annotations.NullMarked;
