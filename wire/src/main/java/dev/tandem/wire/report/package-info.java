/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What each process tells of itself, for people: meters that count while it works, and the reports
 * of them in the topic of status. Nothing of the pipeline's work hangs on it.
 */
@NullMarked
package dev.tandem.wire.report;

import org.jspecify.annotations.NullMarked;
