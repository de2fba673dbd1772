/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What must hold at a SQL Server before its changes can be captured without loss, and the script
 * that makes it hold. Each check is a class of its own; {@link
 * dev.tandem.sqlserver.preflight.Preflight} lists them.
 */
@NullMarked
package dev.tandem.sqlserver.preflight;

import org.jspecify.annotations.NullMarked;
