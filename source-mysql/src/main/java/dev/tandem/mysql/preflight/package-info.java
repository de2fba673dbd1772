/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What must hold at a MySQL server before its changes can be captured without loss. Each check is a
 * class of its own; {@link dev.tandem.mysql.preflight.Preflight} lists them.
 */
@NullMarked
package dev.tandem.mysql.preflight;

import org.jspecify.annotations.NullMarked;
