/* SPDX-License-Identifier: Apache-2.0 */
/** How an app of Kafka Streams is run: its settings, where it begins, what stops it. */
@NullMarked
package dev.tandem.transform.streams;

import org.jspecify.annotations.NullMarked;
