/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The Kafka Streams app between raw and entity topics: decode, map, publish, or park. It keeps no
 * state.
 */
@NullMarked
package dev.tandem.transform;

import org.jspecify.annotations.NullMarked;
