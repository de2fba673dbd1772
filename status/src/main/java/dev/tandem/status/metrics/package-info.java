/* SPDX-License-Identifier: Apache-2.0 */
/** The status as metrics, and what each of them means. */
@NullMarked
package dev.tandem.status.metrics;

import org.jspecify.annotations.NullMarked;
