/* SPDX-License-Identifier: Apache-2.0 */
package dev.tandem.transform.join;

import dev.tandem.wire.DeadLetter;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a raw record.
 *
 * @param row null for a row that is gone
 * @param letter null unless the record could not be read
 */
record Ingested(@Nullable BaseRow row, @Nullable DeadLetter letter) {}
