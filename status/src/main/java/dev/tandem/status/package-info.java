/* SPDX-License-Identifier: Apache-2.0 */
/**
 * How a pipeline is, worked out of what its processes report and of where topics and groups stand.
 * Reading it changes nothing, and no process waits for it.
 */
@NullMarked
package dev.tandem.status;

import org.jspecify.annotations.NullMarked;
