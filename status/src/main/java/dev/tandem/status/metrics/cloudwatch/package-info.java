/* SPDX-License-Identifier: Apache-2.0 */
/** The metrics, sent to Amazon CloudWatch. */
@NullMarked
package dev.tandem.status.metrics.cloudwatch;

import org.jspecify.annotations.NullMarked;
